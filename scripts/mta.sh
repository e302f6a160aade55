#!/usr/bin/env bash
# mta.sh COMMAND ARGS...
# Runs a command with a temporary Postfix at TEST_MTA_URL, which delivers every email into the Maildir
# TEST_MTA_FOLDER: inside scripts/imap.sh, that of the user "all". What is for mxPORT.example goes on to the mail server
# on that port instead, and comes back if that refuses it. Without Postfix or root, which Postfix needs to start, the
# command runs without it and reports that; in CI it fails.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
[ $# -gt 0 ] || die "usage: scripts/mta.sh COMMAND ARGS..."

daemons=/usr/lib/postfix/sbin
if [ "$(id -u)" != 0 ] \
    || { [ ! -x $daemons/master ] && ! apt_install_stopped "the tests deliver to a real mail server" postfix; }; then
    must_check "delivery to a real mail server" "Postfix is missing, or this is not root"
    exec "$@"
fi

dir=$(mktemp -d /tmp/gangway-mta.XXXXXX)
# shellcheck disable=SC2317 # reached by the trap and by on_a_free_port
quit() { postfix -c "$dir/etc" stop; }
# shellcheck disable=SC2317 # reached by the trap
stop() {
    quit >/dev/null 2>&1 || true
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

chmod 755 "$dir"
mkdir -p "$dir"/{etc,queue,data,mail}
mail=${TEST_IMAP_FOLDER:-$dir/mail}
chown postfix "$dir/data"
chown nobody "$dir/mail"
# A table for transports may not use what it matched.
echo "/@mx([0-9]+)[.]example\$/ FILTER smtp:[127.0.0.1]:\$1" >"$dir/etc/elsewhere"
cat >"$dir/etc/main.cf" <<CONFIG
compatibility_level = 3.6
queue_directory = $dir/queue
data_directory = $dir/data
daemon_directory = $daemons
command_directory = /usr/sbin
maillog_file = $dir/data/log
maillog_file_prefixes = $dir
inet_interfaces = loopback-only
inet_protocols = ipv4
myhostname = mta.gangway.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
alias_database =
virtual_mailbox_domains = static:any
virtual_mailbox_maps = static:all/Maildir/
virtual_mailbox_base = $mail
virtual_uid_maps = static:$(id -u nobody)
virtual_gid_maps = static:$(id -g nobody)
# Retries and reports of a delay come within seconds, not hours.
delay_warning_time = 1s
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 1s
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = check_recipient_access inline:{
    { refused@alder.example = 550 5.1.1 nobody of that name }
    { later@alder.example = 450 4.2.0 come back later } },
    check_recipient_access regexp:$dir/etc/elsewhere, permit_mynetworks, reject
CONFIG

# shellcheck disable=SC2317 # reached by on_a_free_port
start() {
    cat >"$dir/etc/master.cf" <<SERVICES
127.0.0.1:$1 inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
virtual unix - n n - - virtual
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
postlog unix-dgram n - n - 1 postlogd
SERVICES
    postfix -c "$dir/etc" start >"$dir/started" 2>&1 || return 1
    answers "$1"
}

on_a_free_port start quit
if [ -z "$port" ]; then
    cat "$dir/started" "$dir/data/log" >&2 || true
    must_check "delivery to a real mail server" "postfix did not start"
    "$@"
    exit
fi
say "postfix $(postconf -h mail_version) runs on 127.0.0.1:$port for this command"

export TEST_MTA_URL=smtp://127.0.0.1:$port TEST_MTA_FOLDER=$mail/all/Maildir
status=0
"$@" || status=$?
exit "$status"
