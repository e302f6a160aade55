#!/usr/bin/env bash
# imap.sh COMMAND ARGS...
# Runs a command with a temporary Dovecot on port TEST_IMAP_PORT of 127.0.0.1, whose certificate is TEST_IMAP_CA. It
# takes every user with the password "secret", whose mailbox is TEST_IMAP_FOLDER/USER/Maildir. Without Dovecot or root,
# which Dovecot needs to start, the command runs without it and reports that; in CI it fails.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ $# -gt 0 ] || die "usage: scripts/imap.sh COMMAND ARGS..."

if [ "$(id -u)" != 0 ] \
    || { ! have dovecot && ! apt_install_stopped "the tests read a real mailbox" dovecot-imapd; }; then
    must_check "reading a real mailbox" "Dovecot is missing, or this is not root"
    exec "$@"
fi

dir=$(mktemp -d /tmp/gangway-imap.XXXXXX)
# shellcheck disable=SC2317 # reached by the trap and by on_a_free_port
quit() { doveadm -c "$dir/dovecot.conf" stop; }
# shellcheck disable=SC2317 # reached by the trap
stop() {
    quit >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

chmod 755 "$dir"
mkdir -p "$dir"/{run,state,mail}
chown nobody "$dir/mail"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=imap.gangway.example \
    -keyout "$dir/key.pem" -out "$dir/cert.pem" 2>/dev/null

# shellcheck disable=SC2317 # reached by on_a_free_port
start() {
    cat >"$dir/dovecot.conf" <<CONFIG
base_dir = $dir/run
state_dir = $dir/state
log_path = $dir/log
protocols = imap
listen = 127.0.0.1
service imap-login {
    inet_listener imap {
        port = $1
    }
    inet_listener imaps {
        port = 0
    }
}
ssl = yes
ssl_cert = <$dir/cert.pem
ssl_key = <$dir/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
# Tests sign in from one address, and one of them in vain.
service anvil {
    unix_listener anvil-auth-penalty {
        mode = 0
    }
}
mail_max_userip_connections = 50
mail_location = maildir:~/Maildir
passdb {
    driver = static
    args = password=secret
}
userdb {
    driver = static
    args = uid=nobody gid=nogroup home=$dir/mail/%u
}
CONFIG
    dovecot -c "$dir/dovecot.conf" >"$dir/started" 2>&1 || return 1
    answers "$1"
}

on_a_free_port start quit
if [ -z "$port" ]; then
    cat "$dir/started" "$dir/log" >&2 || true
    must_check "reading a real mailbox" "Dovecot did not start"
    "$@"
    exit
fi
say "Dovecot $(dovecot --version | cut -d' ' -f1) runs on 127.0.0.1:$port for this command"

export TEST_IMAP_PORT=$port TEST_IMAP_FOLDER=$dir/mail TEST_IMAP_CA=$dir/cert.pem
status=0
"$@" || status=$?
exit "$status"
