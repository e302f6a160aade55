#!/usr/bin/env bash
# unit.sh [--sqlite] ARGS...
# Unit and flow tests, on SQLite and on PostgreSQL and beside a real mail server; or on SQLite alone.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
ensure_compiler

sqlite_alone=
if [ "${1:-}" = --sqlite ]; then sqlite_alone=yes; shift; fi

if cargo nextest --version >/dev/null 2>&1; then runner=(nextest run); else runner=(test); fi
# Compiled first, so that the cluster does not wait for the compiler.
say "Building the tests"
cargo "${runner[@]}" --features ssr --no-run
say "Running the unit and flow tests (cargo ${runner[*]})"
if [ "$sqlite_alone" ]; then
    # Each test that needs PostgreSQL is in a module of this name.
    if [ "${runner[0]}" = nextest ]; then
        exec cargo nextest run --features ssr -E 'not test(postgres::)' "$@"
    fi
    exec cargo test --features ssr -- --skip postgres:: "$@"
fi
# The promises about durability concern the file that we own; the cluster's is PostgreSQL's.
scripts/mta.sh scripts/postgres.sh --fast -- cargo "${runner[@]}" --features ssr "$@"
