#!/usr/bin/env bash
# Installs the .deb, lets both launchers test themselves, and removes it again. Needs root.
set -euo pipefail
package=$(ls "$(dirname "${BASH_SOURCE[0]}")"/../../target/installers/driftless_*.deb)
apt-get install -y -qq "$(readlink -f "$package")" >/dev/null
/opt/driftless/bin/driftless-cli --version
/opt/driftless/bin/driftless-cli --self-test
/opt/driftless/bin/driftless --self-test
apt-get remove -y -qq driftless >/dev/null
[ ! -e /opt/driftless/bin/driftless ] && echo "Installed, tested, removed."
