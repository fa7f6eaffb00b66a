#!/usr/bin/env bash
# Runs COMMAND... as root: as it is where that is who runs this, as in a container, else by sudo.
set -euo pipefail
if [ "$(id -u)" = 0 ]; then exec "$@"; fi
exec sudo "$@"
