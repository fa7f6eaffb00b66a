#!/usr/bin/env bash
# Installs, starts and removes what installers.sh has built for this system. SMOKE_ARTIFACTS: where logs and pictures go.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What was not built is said here, and no name with a star is taken for a file.
shopt -s failglob
case "$(uname -s)" in
  Linux)
    .github/steps/in-session.sh .github/smoke/deb.sh dist/*.deb
    .github/steps/in-session.sh .github/smoke/appimage.sh dist/*.AppImage
    ;;
  Darwin) .github/smoke/app.sh "dist/$([ "$(uname -m)" = arm64 ] && echo mac-arm64 || echo mac)/Reencola.app" ;;
  *) pwsh .github/smoke/windows.ps1 dist/*.exe ;;
esac
