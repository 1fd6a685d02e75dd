# Sourced by driftless, mvnw and .ci/run: what the window and the tests need from the system. As root on Debian it is installed,
# with one line saying so; else the one command to run is printed.

driftless_install() {
    # $1: what for; the rest: Debian packages
    local purpose=$1
    shift
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing for $purpose: $*" >&2
        apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        echo "Missing for $purpose. Install it and try again, for example: sudo apt-get install $*" >&2
        return 1
    fi
}

driftless_missing_libraries() {
    # Libraries that JavaFX loads on Linux, each with the Debian package that has it.
    local cache library
    cache=$( (ldconfig -p || /sbin/ldconfig -p) 2>/dev/null)
    for library in libgtk-3.so.0=libgtk-3-0 libXxf86vm.so.1=libxxf86vm1 libXtst.so.6=libxtst6 libGL.so.1=libgl1 \
        libasound.so.2=libasound2 libfontconfig.so.1=libfontconfig1; do
        case "$cache" in *"${library%%=*}"*) ;; *) printf '%s ' "${library##*=}" ;; esac
    done
}

driftless_need_window() {
    [ "$(uname -s)" = Linux ] || return 0
    local missing
    missing=$(driftless_missing_libraries)
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086
        driftless_install "the window" $missing
    fi
}

driftless_has_display() {
    case "$(uname -s)" in
        Linux) [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] ;;
        *) true ;;
    esac
}

driftless_need_test_display() {
    [ "$(uname -s)" = Linux ] || return 0
    driftless_need_window || return 1
    local missing=""
    command -v Xvfb >/dev/null 2>&1 || missing="$missing xvfb"
    command -v openbox >/dev/null 2>&1 || missing="$missing openbox"
    command -v git >/dev/null 2>&1 || missing="$missing git"
    if command -v fc-list >/dev/null 2>&1; then
        [ -n "$(fc-list :lang=zh-cn family 2>/dev/null | head -n 1)" ] || missing="$missing fonts-noto-cjk"
    else
        missing="$missing fontconfig fonts-noto-cjk"
    fi
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2086
        driftless_install "the tests" $missing
    fi
}
