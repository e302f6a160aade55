# shellcheck shell=bash
# shellcheck disable=SC2034 # the variables are for those who source this
# What the scripts share: where things are, how they speak, how they install. To be sourced.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Tools live outside the checkout, so that the next clone finds them.
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/gangway
TOOLS=$CACHE/tools
BUILD_DIR=${CARGO_TARGET_DIR:-$ROOT/target}
# Some scripts change into end2end/.
[[ $BUILD_DIR = /* ]] || BUILD_DIR=$ROOT/$BUILD_DIR

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf '\033[1mgangway: %s\033[0m\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# not_checked WHAT WHY: says that a check was left out, now and among the last lines of `make test`.
not_checked() {
    say "Not checked: $1 ($2)"
    [ -z "${UNCHECKED:-}" ] || printf '%s (%s)\n' "$1" "$2" >>"$UNCHECKED"
}

# must_check WHAT WHY: the same, but CI leaves nothing out for want of a tool.
must_check() {
    [ "${CI:-}" != true ] || die "CI must check $1: $2"
    not_checked "$@"
}

# Collects what is not checked from here on, and names it when the script ends. A script that was started
# by another one which does so leaves it to that one.
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

# apt_install WHY PACKAGE...: false where there is no apt or we may not use it.
apt_install() {
    local why=$1
    shift
    have apt-get || return 1
    [ "$(id -u)" = 0 ] || return 1
    say "Installing $* with apt ($why)"
    # A fresh machine or container has no package lists yet; old lists name versions that are gone.
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
    apt-get update -qq >/dev/null \
        && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Both rustc and the bundled SQLite need a C compiler, which rustup does not bring.
ensure_compiler() {
    have cc || apt_install "Rust links with a C compiler" gcc libc6-dev make \
        || die "a C compiler is needed: install gcc or clang"
    # rustup puts itself on PATH only for new shells.
    have cargo || PATH=$HOME/.cargo/bin:$PATH
    have cargo || die "Rust is needed: install it by rustup, https://rustup.rs"
}

# crate_version NAME: the version that Cargo.lock holds.
crate_version() {
    awk -v name="$1" '$1 == "name" { found = $3 == "\"" name "\"" }
        found && $1 == "version" { gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock"
}
