#!/usr/bin/env bash
# Conformance, and end to end, on real Electron (prepare.sh fetches it).
set -euo pipefail
cd "$(dirname "$0")/../.."
node build/ensure-built.ts
.github/steps/in-session.sh npx vitest run test/conformance test/e2e
