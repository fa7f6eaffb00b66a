#!/usr/bin/env bash
# Fuses, contents and a first breath of what installers.sh has built for this system.
set -euo pipefail
cd "$(dirname "$0")/../.."
case "$(uname -s)" in
  Linux) unpacked=dist/linux-unpacked/reencola ;;
  Darwin) unpacked=dist/$([ "$(uname -m)" = arm64 ] && echo mac-arm64 || echo mac)/Reencola.app ;;
  *) unpacked=dist/win-unpacked/Reencola.exe ;;
esac
.github/steps/in-session.sh node test/package/verify.ts "$unpacked"
