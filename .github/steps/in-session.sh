#!/usr/bin/env bash
# Runs COMMAND... as a person at a desktop would: on Linux in a session with a bus, a keyring and a display, elsewhere as it is.
set -euo pipefail
if [ "$(uname -s)" != Linux ]; then exec "$@"; fi
exec dbus-run-session -- "$(dirname "$0")/desktop-session.sh" "$@"
