#!/usr/bin/env bash
# postgres.sh [--fast] -- COMMAND ARGS...
# Runs a command with a temporary PostgreSQL cluster. TEST_DATABASE_URL is its address.
# --fast turns durability off, for tests that do not need it.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

settings=(-c listen_addresses=127.0.0.1 -c max_connections=300)
if [ "${1:-}" = --fast ]; then
    settings+=(-c fsync=off -c synchronous_commit=off -c full_page_writes=off)
    shift
fi
if [ "${1:-}" != -- ] || [ $# -lt 2 ]; then die "usage: scripts/postgres.sh [--fast] -- COMMAND ARGS..."; fi
shift

find_binaries() {
    local dir
    if have initdb && have pg_ctl; then dirname "$(command -v initdb)"; return; fi
    # Debian keeps each major version in its own folder. Take the newest.
    dir=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -1) && [ -x "$dir/initdb" ] && echo "$dir"
}
bin=$(find_binaries) || {
    apt_install "the tests run on PostgreSQL too" postgresql || die "PostgreSQL is needed for the tests: install its server"
    bin=$(find_binaries)
}

# initdb refuses root; Debian's package adds the user.
as_postgres=()
if [ "$(id -u)" = 0 ]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    as_postgres=(runuser -u "$user" --)
fi

# Not TMPDIR: socket paths must be short, and the other user needs access.
dir=$(mktemp -d /tmp/gangway-pg.XXXXXX)
# shellcheck disable=SC2317 # reached by the trap
stop() {
    if [ -f "$dir/data/postmaster.pid" ]; then
        "${as_postgres[@]}" "$bin/pg_ctl" stop -D "$dir/data" -m immediate -s >/dev/null 2>&1 || true
    fi
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s\n' "$password" >"$dir/password"
[ ${#as_postgres[@]} = 0 ] || chown -R "$user" "$dir"
# initdb reads the folder it is started in.
cd "$dir"
"${as_postgres[@]}" "$bin/initdb" -D "$dir/data" -U gangway --pwfile="$dir/password" -A scram-sha-256 \
    -E UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 || { cat "$dir/initdb.log" >&2; die "initdb failed"; }

# A free port may be taken in the meantime: try until one works.
port=
for _ in 1 2 3 4 5 6 7 8; do
    candidate=$((20000 + RANDOM % 12000))
    if "${as_postgres[@]}" "$bin/pg_ctl" start -w -s -D "$dir/data" -l "$dir/data/server.log" \
        -o "-p $candidate -k $dir ${settings[*]}" >/dev/null 2>&1; then
        port=$candidate
        break
    fi
done
[ -n "$port" ] || { cat "$dir/data/server.log" >&2; die "PostgreSQL did not start"; }
say "PostgreSQL $("$bin/postgres" -V | awk '{ print $3 }') runs on 127.0.0.1:$port for this command"

# Where each schema finds it: tests have a schema each, and all of them one extension.
for database in template1 postgres; do
    PGPASSWORD=$password PATH=$bin:$PATH psql -qw -h 127.0.0.1 -p "$port" -U gangway "$database" \
        -c 'create extension pg_trgm schema pg_catalog'
done

cd "$ROOT"
export TEST_DATABASE_URL=postgres://gangway:$password@127.0.0.1:$port/postgres
status=0
"$@" || status=$?
exit "$status"
