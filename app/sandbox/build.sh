#!/usr/bin/env bash
# Builds the sandbox's executable into the user's cache, keyed by its sources, unless it is there. Prints its path.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# The same key as app.driftless.core.sandbox computes: all sources in the order of their names.
key=$(LC_ALL=C ls -- *.go build.args go.mod go.sum | LC_ALL=C sort | xargs cat | sha256sum | cut -c1-16)
target="${XDG_CACHE_HOME:-$HOME/.cache}/driftless/sandbox/$key/driftless-sandbox"
if [ ! -x "$target" ]; then
    command -v go >/dev/null || { echo "The sandbox cluster is built with Go 1.26 or newer, which is missing: install it and try again." >&2; exit 2; }
    mkdir -p "$(dirname "$target")"
    mapfile -t arguments < build.args
    echo "Building the sandbox cluster; the first time takes about five minutes." >&2
    CGO_ENABLED=0 go build "${arguments[@]}" -o "$target.$$" . >&2
    mv "$target.$$" "$target"
fi
echo "$target"
