#!/usr/bin/env bash
# The promises at their full size, on SQLite and on PostgreSQL. RUNS and SEED repeat a run that failed.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

export GANGWAY_PROVE_RUNS=${RUNS:-50000} GANGWAY_PROVE_SEED=${SEED:-$(date +%s)}
say "R6: $GANGWAY_PROVE_RUNS random lives of an invitation against a model, on each engine (SEED=$GANGWAY_PROVE_SEED)"
start=$SECONDS
scripts/unit.sh -E 'test(r06_exactly_the_links_of_the_live_promise_work)'
say "R6 holds: $GANGWAY_PROVE_RUNS runs on each engine in $((SECONDS - start)) s, SEED=$GANGWAY_PROVE_SEED"
