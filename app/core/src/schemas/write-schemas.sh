#!/usr/bin/env bash
# Writes src/main/resources/app/driftless/core/schemas/kubernetes-MINOR.bin.
#   write-schemas.sh                    from a sandbox API server that is started for it: the way the bundle is made
#   write-schemas.sh KUBECONFIG         from the API server of that kubeconfig
#   write-schemas.sh --spec 1.36 DIR    from api/openapi-spec/v3 of Kubernetes' sources; these have no enums
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)"
. "$root/.mvn/find-jdk.sh" && driftless_find_jdk
out="$root/src/main/resources/app/driftless/core/schemas"
jars="$(find "${MAVEN_REPOSITORY:-$HOME/.m2/repository}/com/fasterxml/jackson/core" -name '*.jar' ! -name '*sources*' | paste -sd:)"
write() { "$JAVA_HOME/bin/java" --class-path "$jars" "$root/app/core/src/schemas/WriteSchemas.java" "$out" "$@"; }
mkdir -p "$out"
if [ "${1:-}" = --spec ]; then
    write "$@"
    exit
fi
sandbox="$("$root/app/sandbox/build.sh")"
if [ $# -eq 1 ]; then
    write --server "$1" "$sandbox" kubectl
    exit
fi
state="$(mktemp -d)"
trap '"$sandbox" stop --data "$state" > /dev/null; rm -rf "$state"' EXIT
"$sandbox" up --data "$state" --name schemas --background > /dev/null
write --server "$state/kubeconfig" "$sandbox" kubectl
