#!/usr/bin/env bash
# What the other steps need: the packages, Electron's own binary and, on Linux, a desktop and what Electron's sandbox asks of the kernel.
set -euo pipefail
cd "$(dirname "$0")/../.."
npm ci
npx install-electron
if [ "$(uname -s)" = Linux ]; then
  .github/steps/as-root.sh apt-get update
  .github/steps/as-root.sh apt-get install -y --no-install-recommends gnome-keyring dbus xvfb xauth imagemagick xdg-utils
  # Ubuntu lets only named programs make user namespaces; other systems do not know the setting.
  if [ -e /proc/sys/kernel/apparmor_restrict_unprivileged_userns ]; then .github/steps/as-root.sh sysctl -w kernel.apparmor_restrict_unprivileged_userns=0; fi
fi
