#!/usr/bin/env bash
# Makes target/installers/driftless_VERSION_ARCH.deb of the app image in target/image (built first if it is missing).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
driftless_find_jdk
for tool in dpkg-deb fakeroot; do
    command -v "$tool" >/dev/null || { echo "$tool is missing. Install it, for example: sudo apt-get install dpkg fakeroot" >&2; exit 2; }
done
[ -d "$root/target/image/driftless" ] || "$root/jpackage/build-image.sh"
version=$(sed -n 's:.*<version>\([0-9.]*\)-SNAPSHOT</version>.*:\1:p' "$root/pom.xml" | head -n 1)
mkdir -p "$root/target/installers"
"$JAVA_HOME/bin/jpackage" --type deb --app-image "$root/target/image/driftless" --name driftless --app-version "$version" \
    --dest "$root/target/installers" --resource-dir "$here/resources" --linux-package-name driftless --linux-menu-group "Development" --linux-shortcut \
    --linux-deb-maintainer "driftless@example.org" --license-file "$root/LICENSE" --description "GitOps configuration manager" \
    --linux-package-deps "libgtk-3-0, libxtst6, libxxf86vm1, libgl1"
ls "$root"/target/installers/*.deb
