#!/usr/bin/env bash
# unit.sh [--sqlite] ARGS...
# Unit and flow tests, on SQLite and PostgreSQL with a real mail server and mailbox; or on SQLite only.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
ensure_compiler

sqlite_alone=
if [ "${1:-}" = --sqlite ]; then sqlite_alone=yes; shift; fi

if cargo nextest --version >/dev/null 2>&1; then runner=(nextest run); else runner=(test); fi
# Compile first, so that PostgreSQL does not run during the build.
say "Building the tests"
cargo "${runner[@]}" --features ssr --no-run
say "Running the unit and flow tests (cargo ${runner[*]})"
if [ "$sqlite_alone" ]; then
    # Tests that need PostgreSQL are in modules of this name.
    if [ "${runner[0]}" = nextest ]; then
        exec cargo nextest run --features ssr -E 'not test(postgres::)' "$@"
    fi
    exec cargo test --features ssr -- --skip postgres:: "$@"
fi
# The durability tests are about SQLite, so PostgreSQL may run without it.
scripts/imap.sh scripts/mta.sh scripts/postgres.sh --fast -- cargo "${runner[@]}" --features ssr "$@"
