#!/usr/bin/env bash
# Runs the guarantees at full size, on SQLite and on PostgreSQL, and writes the results into docs/guarantees.md.
# RUNS sets the size of the longest one, SEED repeats a run that failed. ONLY runs some of them ("r06_ load")
# and keeps the other rows of the table.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

document=docs/guarantees.md
table=$(mktemp)
trap 'rm -f "$table" "$table".*' EXIT
export GANGWAY_PROVE_SEED=${SEED:-$(date +%s)} GANGWAY_PROVE_TABLE=$table
export GANGWAY_PROVE_RUNS=${RUNS:-50000} GANGWAY_PROVE_STEPS=40 GANGWAY_PROVE_TOKENS=1000000 GANGWAY_PROVE_RACES=200
export GANGWAY_PROVE_KILLS=200 GANGWAY_PROVE_INVITATIONS=5000 GANGWAY_PROVE_ROUNDS=40 GANGWAY_PROVE_QUEUED=5000
export GANGWAY_PROVE_WRITES=500 GANGWAY_PROVE_IMAGES=200 GANGWAY_PROVE_CUTS_APART=397
export GANGWAY_PROVE_SETS=10000 GANGWAY_PROVE_CASES=10000 GANGWAY_PROVE_REPLAYS=100 GANGWAY_PROVE_BROKEN=100000
export GANGWAY_PROVE_LETTERS=10000 GANGWAY_PROVE_CLICKS=10000 GANGWAY_PROVE_INSTANTS=1000
export GANGWAY_PROVE_REMINDED=2000

say "Running the guarantees at full size (SEED=$GANGWAY_PROVE_SEED)"
start=$SECONDS commit=$(git rev-parse --short HEAD)
# One at a time: the crash tests need the whole machine.
export NEXTEST_TEST_THREADS=1 RUST_TEST_THREADS=1
all="r01_tokens r03_ r06_ r08_ r09_ r30_ r34_ r35_a_ r36_ r41_every r43_ r44_a_copy r45_ r48_every_field r48_what_was r50_ f13_ parsers:: load"
read -ra chosen <<<"${ONLY:-$all}"
tests=()
for one in "${chosen[@]}"; do
    if [ "$one" = load ]; then scripts/load.sh; else tests+=("$one"); fi
done
if [ ${#tests[@]} -gt 0 ]; then scripts/unit.sh -- "${tests[@]}"; fi

machine="$(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo), $(uname -s)"
sed -i "s/\$/ $commit |/" "$table"
# New rows of a guarantee and engine replace the earlier ones.
sed -n '/<!-- make prove -->/,/<!-- end -->/{/^| [A-Z]/{/^| Guarantee/!p}}' "$document" >"$table.before"
awk -F '|' 'NR == FNR { tried[$2 FS $3]; next } !(($2 FS $3) in tried)' "$table" "$table.before" >"$table.kept"
{
    printf 'On %s. Each row names the commit it was made at. The last run (%s, %s) took %d minutes.\n\n' \
        "$machine" "${chosen[*]}" "$(date -u +%F)" $(((SECONDS - start + 59) / 60))
    printf '| Guarantee | Engine | What was tested, and the result | Seed | Commit |\n|---|---|---|---|---|\n'
    sort -V "$table" "$table.kept"
} >"$table.md"
cat "$table.md"
# Replaces only what is between the two marks.
sed -i -e "/<!-- make prove -->/,/<!-- end -->/{//!d}" -e "/<!-- make prove -->/r $table.md" "$document"
say "All guarantees hold. The results are in $document"
