#!/usr/bin/env bash
# Starts the AppImage named by the argument on a machine without libfuse2. Needs a display and a keyring (in-session.sh).
set -euo pipefail
# shellcheck source=.github/smoke/common.sh
. "$(dirname "$0")/common.sh"
if ldconfig -p | grep 'libfuse\.so\.2' >/dev/null; then as_root apt-get remove -y libfuse2 libfuse2t64 || true; fi
ldconfig -p | grep 'libfuse\.so\.2' && { echo 'libfuse2 is still there'; exit 1; }
chmod +x "$1"
image=$(realpath "$1")
explains "$image"
opens appimage "$image"
