# Sourced by mvnw and driftless: sets and exports JAVA_HOME to a JDK 25 or newer, or fails with one line saying what is missing.

driftless_java_version() {
    # The feature version of the JDK in folder $1, or nothing. Reads its release file: starting a JVM for each candidate is slow.
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

driftless_find_jdk() {
    local on_path best="" best_version=0 version candidate
    on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    for candidate in "${JAVA_HOME:-}" "${on_path%/bin/javac}"; do
        [ -n "$candidate" ] || continue
        version=$(driftless_java_version "$candidate")
        if [ "${version:-0}" -ge 25 ]; then
            export JAVA_HOME="$candidate"
            return 0
        fi
    done
    for candidate in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/lib/jvm/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
        "$HOME"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -d "$candidate" ] || continue
        version=$(driftless_java_version "$candidate")
        # The oldest that is new enough: closest to what the build is tried with.
        if [ "${version:-0}" -ge 25 ] && { [ -z "$best" ] || [ "$version" -lt "$best_version" ]; }; then
            best=$candidate
            best_version=$version
        fi
    done
    if [ -z "$best" ]; then
        echo "Driftless needs a JDK 25 or newer and found none. Install one (for example Eclipse Temurin 25), or set JAVA_HOME to it." >&2
        return 1
    fi
    export JAVA_HOME="$best"
}
