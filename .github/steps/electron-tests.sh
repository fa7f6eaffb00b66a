#!/usr/bin/env bash
# Conformance, and end to end, on real Electron (prepare.sh fetches it). SMOKE_ARTIFACTS: where their report goes, and what the program wrote.
set -euo pipefail
cd "$(dirname "$0")/../.."
artifacts=${SMOKE_ARTIFACTS:-$PWD/smoke}/electron
mkdir -p "$artifacts"
export REENCOLA_PRUEBAS_REGISTROS=$artifacts
node build/ensure-built.ts
.github/steps/in-session.sh npx vitest run test/conformance test/e2e --reporter=default --reporter=junit --outputFile.junit="$artifacts/report.xml"
