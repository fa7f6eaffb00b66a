# shellcheck shell=bash
# Sourced by the scripts beside it. SMOKE_ARTIFACTS: where logs and pictures go.
artifacts=${SMOKE_ARTIFACTS:-$PWD/smoke}
mkdir -p "$artifacts"
REENCOLA_DATOS=$artifacts/datos-$(basename "$0" .sh)
export REENCOLA_DATOS

as_root() { # COMMAND...
  "$(dirname "${BASH_SOURCE[0]}")/../steps/as-root.sh" "$@"
}

explains() { # PROGRAM...: the command line works, as whoever installed it would try it
  local said
  # Chromium and Electron print lines of their own, the first one blank on Windows.
  said=$("$@" explicar --json -- 'No se han encontrado comprobantes.' 2>>"$artifacts/stderr.txt" | grep -m 1 '^{"codigo"') || { echo "does not explain: $*"; return 1; }
  echo "explains: ${said:0:60}"
}

opens() { # NAME PROGRAM...: a window comes up and stays; a picture of it is kept
  local name=$1 pid
  shift
  "$@" >"$artifacts/$name.out.txt" 2>"$artifacts/$name.err.txt" &
  pid=$!
  for _ in $(seq 60); do
    grep -qs 'services ready' "$REENCOLA_DATOS"/logs/reencola.log && break
    kill -0 "$pid" 2>/dev/null || { echo "ended by itself: $name"; return 1; }
    sleep 1
  done
  grep -qs 'services ready' "$REENCOLA_DATOS"/logs/reencola.log || { echo "was not ready within a minute: $name"; kill "$pid"; return 1; }
  if command -v import >/dev/null; then import -window root "$artifacts/$name.png" 2>/dev/null || true; fi
  if command -v screencapture >/dev/null; then screencapture -x "$artifacts/$name.png" || true; fi
  kill "$pid"
  wait "$pid" || true
  echo "opens: $name"
}
