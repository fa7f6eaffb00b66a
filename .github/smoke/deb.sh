#!/usr/bin/env bash
# Installs the .deb named by the argument, starts it, removes and purges it. Needs root or sudo, a display and a keyring (in-session.sh).
set -euo pipefail
# shellcheck source=.github/smoke/common.sh
. "$(dirname "$0")/common.sh"
# By itself: within another command its failure would be none.
package=$(realpath -e "$1")
as_root apt-get install -y "$package"
explains reencola
opens deb reencola
xdg-mime query default x-scheme-handler/reencola || true
as_root apt-get remove -y reencola
if command -v reencola; then echo 'reencola is still there'; exit 1; fi
as_root apt-get purge -y reencola
test ! -e /opt/Reencola
test -e "$REENCOLA_DATOS/ordenes.db" # What a person has stays.
