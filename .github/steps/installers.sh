#!/usr/bin/env bash
# Makes the installers of this system in dist/. REENCOLA_ACTUALIZACIONES: where the program looks for updates; without it, it has none.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is signed is signed by whoever releases, not by any certificate that happens to lie there.
export CSC_IDENTITY_AUTO_DISCOVERY=${CSC_IDENTITY_AUTO_DISCOVERY:-false}
npm run dist
