#!/usr/bin/env bash
# .ci/run with what it tries Windows and the installers with, which it may install itself only as root; then what needs root in the tests
# themselves: the .deb in a root folder of its own, and two users of one computer.
set -euo pipefail
cd "$(dirname "$0")/../.."
.github/steps/as-root.sh apt-get update
.github/steps/as-root.sh apt-get install -y --no-install-recommends wine64 nsis desktop-file-utils
.ci/run
# What skips itself for lack of a tool is green too: something of each has to have run.
as_root() {
  local report
  # Not a file of our own in /tmp: to that even root may not write.
  report=$(mktemp -d)/report.json
  .github/steps/as-root.sh env "PATH=$PATH" npx vitest run "$@" --reporter=default --reporter=json --outputFile.json="$report"
  .github/steps/as-root.sh cat "$report" | node -e 'process.exitCode = JSON.parse(require("node:fs").readFileSync(0, "utf8")).numPassedTests > 0 ? 0 : 1'
}
as_root --config test/package/vitest.config.ts test/package/linux-installers.test.ts
as_root test/integration/shell/start/two-people.test.ts
