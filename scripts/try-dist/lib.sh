# shellcheck shell=bash
# Helpers to try a release with, on this machine and on a bare Debian. To be sourced.

trap 'echo "$0, line $LINENO: $BASH_COMMAND" >&2' ERR

fail() { echo "$*" >&2; exit 1; }

# expect TEXT FILE
expect() { grep -q -e "$1" "$2" || { cat "$2" >&2; fail "no \"$1\" in $2"; }; }

# until_there TEXT FILE
until_there() {
    local tries
    for tries in $(seq 500); do
        grep -qs -e "$1" "$2" && return
        sleep 0.02
    done
    fail "no \"$1\" in $2 after $tries tries: $(cat "$2")"
}

# ask PATH: the answer of Gangway. A bare Debian has no curl.
ask() {
    exec 3<>/dev/tcp/127.0.0.1/3000
    printf 'GET %s HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n\r\n' "$1" >&3
    cat <&3
}

# The link that FILE names leads to the page on which the first owner begins.
follow_link() {
    local link
    link=$(grep -o '/activate/[A-Za-z0-9_-]*' "$1" | tail -1)
    ask "$link" >/tmp/answer
    expect '^HTTP/1.1 [23]0' /tmp/answer
    ask /sign-in >/tmp/answer
    expect '^HTTP/1.1 200' /tmp/answer
    expect gangway /tmp/answer
}
