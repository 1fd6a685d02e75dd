#!/usr/bin/env bash
# Runs a command on a virtual screen of its own with a small window manager, which a second window needs for the focus. Both
# end with the command. Where Xvfb is missing the command runs without a screen, after one line that says so.
set -euo pipefail
if ! command -v Xvfb >/dev/null 2>&1; then
    echo "There is no Xvfb here: what needs a screen is left out." >&2
    exec "$@"
fi
number=$(mktemp)
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$number" >/dev/null 2>&1 &
server=$!
manager=""
trap '[ -z "$manager" ] || kill "$manager" 2>/dev/null || true; kill "$server" 2>/dev/null || true; rm -f "$number"' EXIT
for _ in $(seq 100); do
    [ ! -s "$number" ] || break
    sleep 0.1
done
[ -s "$number" ] || { echo "Xvfb did not start." >&2; exit 2; }
export DISPLAY=":$(cat "$number")"
if command -v openbox >/dev/null 2>&1; then
    openbox >/dev/null 2>&1 &
    manager=$!
fi
DRIFTLESS_SCREEN=yes "$@"
