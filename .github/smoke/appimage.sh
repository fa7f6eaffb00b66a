#!/usr/bin/env bash
# Starts the AppImage named by the argument on a machine without libfuse2. Needs a display and a keyring (in-session.sh).
set -euo pipefail
# shellcheck source=.github/smoke/common.sh
. "$(dirname "$0")/common.sh"
# One by one: a name that a system does not know would keep the other.
if ldconfig -p | grep 'libfuse\.so\.2' >/dev/null; then for name in libfuse2 libfuse2t64; do as_root apt-get remove -y "$name" || true; done; fi
ldconfig -p | grep 'libfuse\.so\.2' && { echo 'libfuse2 is still there'; exit 1; }
chmod +x "$1"
image=$(realpath "$1")
explains "$image"
opens appimage "$image"
