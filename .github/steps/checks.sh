#!/usr/bin/env bash
# .ci/run with what it tries Windows and the installers with, which it may install itself only as root; then what needs root in the tests
# themselves: the .deb in a root folder of its own, and two users of one computer.
set -euo pipefail
cd "$(dirname "$0")/../.."
sudo apt-get update
sudo apt-get install -y --no-install-recommends wine64 nsis desktop-file-utils
.ci/run
as_root() { sudo env "PATH=$PATH" "$@"; }
as_root npx vitest run --config test/package/vitest.config.ts test/package/linux-installers.test.ts
as_root npx vitest run test/integration/shell/start/two-people.test.ts
