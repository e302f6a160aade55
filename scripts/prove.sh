#!/usr/bin/env bash
# The promises at full size, on SQLite and on PostgreSQL; ends in a table, which it writes into the README.
# RUNS sets the size of the longest one, SEED repeats a run that failed.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

table=$(mktemp)
trap 'rm -f "$table"' EXIT
export GANGWAY_PROVE_SEED=${SEED:-$(date +%s)} GANGWAY_PROVE_TABLE=$table
export GANGWAY_PROVE_RUNS=${RUNS:-50000} GANGWAY_PROVE_STEPS=40 GANGWAY_PROVE_TOKENS=1000000 GANGWAY_PROVE_RACES=200
export GANGWAY_PROVE_KILLS=200 GANGWAY_PROVE_INVITATIONS=5000 GANGWAY_PROVE_ROUNDS=40 GANGWAY_PROVE_QUEUED=5000
export GANGWAY_PROVE_WRITES=500 GANGWAY_PROVE_IMAGES=200 GANGWAY_PROVE_CUTS_APART=397
export GANGWAY_PROVE_SETS=10000 GANGWAY_PROVE_CASES=10000

say "Proving the promises at full size (SEED=$GANGWAY_PROVE_SEED)"
start=$SECONDS
# One after the other: a crash wants the machine for itself.
export NEXTEST_TEST_THREADS=1 RUST_TEST_THREADS=1
scripts/unit.sh -- r01_tokens r03_ r06_ r35_a_ r36_ r43_ r44_a_copy r45_ r48_every_field r48_what_was f13_ parsers::
scripts/load.sh

machine="$(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo), $(uname -s)"
{
    printf 'On %s, %s, at %s, in %d minutes:\n\n' "$(date -u +%F)" "$machine" "$(git rev-parse --short HEAD)" \
        $(((SECONDS - start + 59) / 60))
    printf '| Promise | Engine | What was done, and what held | Seed |\n|---|---|---|---|\n'
    sort -V "$table"
} >"$table.md"
cat "$table.md"
# Between the two marks, and nothing else.
sed -i -e "/<!-- make prove -->/,/<!-- end -->/{//!d}" -e "/<!-- make prove -->/r $table.md" README.md
rm -f "$table.md"
say "All held. The table is in the README"
