#!/usr/bin/env bash
# Starts the .app named by the argument, on macOS.
set -euo pipefail
# shellcheck source=.github/smoke/common.sh
. "$(dirname "$0")/common.sh"
program=$1/Contents/MacOS/Reencola
explains "$program"
opens app "$program"
