# shellcheck shell=bash
# shellcheck disable=SC2034 # the variables are for those who source this
# Paths, messages and installation, shared by all scripts. To be sourced.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Tools are outside the checkout, so that other clones can use them.
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/gangway
TOOLS=$CACHE/tools
BUILD_DIR=${CARGO_TARGET_DIR:-$ROOT/target}
# Some scripts change into end2end/.
[[ $BUILD_DIR = /* ]] || BUILD_DIR=$ROOT/$BUILD_DIR
# The program that is tested: the release build of this checkout, unless the environment names another.
PROGRAM=${GANGWAY_BINARY:-$BUILD_DIR/release/gangway}

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf '\033[1mgangway: %s\033[0m\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# not_checked WHAT WHY: reports a skipped check, now and in the last lines of `make test`.
not_checked() {
    say "Not checked: $1 ($2)"
    [ -z "${UNCHECKED:-}" ] || printf '%s (%s)\n' "$1" "$2" >>"$UNCHECKED"
}

# must_check WHAT WHY: the same, but fails in CI.
must_check() {
    [ "${CI:-}" != true ] || die "CI must check $1: $2"
    not_checked "$@"
}

# Collects the checks that are skipped from here on, and lists them when the script ends. If another script
# that collects them started this one, that one lists them.
report_unchecked_at_end() {
    [ -z "${UNCHECKED:-}" ] || return 0
    UNCHECKED=$(mktemp)
    export UNCHECKED
    trap report_unchecked EXIT
}

# shellcheck disable=SC2317 # reached by the trap
report_unchecked() {
    local line
    sort -u "$UNCHECKED" | while IFS= read -r line; do say "Not checked: $line"; done
    rm -f "$UNCHECKED"
}

# apt_install WHY PACKAGE...: fails without apt or root.
apt_install() {
    local why=$1
    shift
    have apt-get || return 1
    [ "$(id -u)" = 0 ] || return 1
    say "Installing $* with apt ($why)"
    # A new machine or container has no package lists yet; old lists name versions that no longer exist.
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
    apt-get update -qq >/dev/null \
        && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# apt_install_stopped WHY PACKAGE...: the same for servers, which Debian starts on installation; policy-rc.d prevents that.
apt_install_stopped() {
    local policy=/usr/sbin/policy-rc.d status=0
    if [ -e "$policy" ]; then apt_install "$@"; return; fi
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy" || return 1
    apt_install "$@" || status=$?
    rm -f "$policy"
    return "$status"
}

# answers PORT: waits until something listens there; fails after five seconds.
answers() {
    for _ in $(seq 50); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
        sleep 0.1
    done
    return 1
}

# on_a_free_port START QUIT: runs START with a port until that succeeds, and QUIT after each failure. `port` is the one
# that worked; empty if none did. A free port may be taken in the meantime.
on_a_free_port() {
    for _ in 1 2 3 4; do
        port=$((20000 + RANDOM % 12000))
        if "$1" $port; then return; fi
        "$2" >/dev/null 2>&1 || true
    done
    port=
}

# rustc and the bundled SQLite need a C compiler, which rustup does not install.
ensure_compiler() {
    have cc || apt_install "Rust links with a C compiler" gcc libc6-dev make \
        || die "a C compiler is needed: install gcc or clang"
    # rustup adds itself to PATH only in new shells.
    have cargo || PATH=$HOME/.cargo/bin:$PATH
    have cargo || die "Rust is needed: install it with rustup, https://rustup.rs"
}

# crate_version NAME: the version in Cargo.lock.
crate_version() {
    awk -v name="$1" '$1 == "name" { found = $3 == "\"" name "\"" }
        found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock"
}

# without_home FILE: replaces the mark that a macro of leptos makes of the path of cargo's home, which is another one
# on another machine. Nothing reads it once the browser's part is cut.
without_home() { LC_ALL=C sed -i 's/_WASM_SPLIT_MARKER_[0-9a-f]\{16\}/_WASM_SPLIT_MARKER_0000000000000000/g' "$1"; }
