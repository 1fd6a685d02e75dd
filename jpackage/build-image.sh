#!/usr/bin/env bash
# Makes target/image/driftless: an app image with its own runtime and two launchers, driftless (the window) and driftless-cli.
# The runtime is linked from JDK modules only; our jars and libraries, some of them automatic modules, lie in lib/app/mods.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
# shellcheck source=../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
driftless_find_jdk
work="$root/target/image-work"
rm -rf "$work" "$root/target/image"
mkdir -p "$work/mods" "$root/target/image"

if ! ls "$root"/app/desktop/target/driftless-desktop-*.jar >/dev/null 2>&1; then
    "$root/mvnw" -q -B -Pquick -f "$root/pom.xml" -DskipTests package
fi
for jar in "$root"/app/desktop/target/mods/*.jar "$root"/app/cli/target/mods/*.jar \
    "$root"/app/{core,cli,desktop}/target/driftless-*.jar; do
    case "$jar" in *-tests.jar | *-sources.jar) continue ;; esac
    # The platform-less twins of JavaFX hold nothing but a manifest.
    [ "$(wc -c <"$jar")" -gt 1000 ] && cp "$jar" "$work/mods/"
done

modules=$(paste -sd, "$here/modules.txt")
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$work/runtime"

version=$(sed -n 's:.*<version>\([0-9.]*\)-SNAPSHOT</version>.*:\1:p' "$root/pom.xml" | head -n 1)

case "$(uname -s)" in Linux) os=linux ;; Darwin) os=macos ;; *) os=windows ;; esac
"$JAVA_HOME/bin/jpackage" --type app-image "@$here/options/common.args" "@$here/options/$os.args" \
    --app-version "$version" --dest "$root/target/image" --runtime-image "$work/runtime" \
    --resource-dir "$here/resources/$os" \
    --module-path "$work/mods" --module app.driftless.desktop/app.driftless.desktop.Launcher \
    --add-launcher "driftless-cli=$here/launchers/cli.properties"
du -sh "$root/target/image/driftless" >&2
echo "$root/target/image/driftless"
