#!/usr/bin/env bash
# Installs the .deb, lets both launchers test themselves, and removes it again, also where one of these fails. Needs root.
set -euo pipefail
package=$(ls "$(dirname "${BASH_SOURCE[0]}")"/../../target/installers/driftless_*.deb)
remove() {
    DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq driftless >/dev/null
}
trap 'status=$?; remove || true; exit $status' EXIT
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$(readlink -f "$package")" >/dev/null
/opt/driftless/bin/driftless-cli --version
/opt/driftless/bin/driftless-cli --self-test
/opt/driftless/bin/driftless --self-test
remove
trap - EXIT
if [ -e /opt/driftless/bin/driftless ]; then
    echo "The package was removed, but /opt/driftless is still there." >&2
    exit 1
fi
echo "Installed, tested, removed."
