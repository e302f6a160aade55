#!/usr/bin/env bash
# Unit and flow tests, on SQLite and on PostgreSQL.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
ensure_compiler

if cargo nextest --version >/dev/null 2>&1; then runner=(nextest run); else runner=(test); fi
# Compiled first, so that the cluster does not wait for the compiler.
say "Building the tests"
cargo "${runner[@]}" --features ssr --no-run
say "Running the unit and flow tests (cargo ${runner[*]})"
# The promises about durability concern the file that we own; the cluster's is PostgreSQL's.
scripts/mta.sh scripts/postgres.sh --fast -- cargo "${runner[@]}" --features ssr "$@"
