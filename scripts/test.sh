#!/usr/bin/env bash
# All of the tests, cheapest first. Its last lines name what could not be checked here.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib.sh
. "$here/lib.sh"
report_unchecked_at_end

"$here/deny.sh"
"$here/check.sh"
"$here/unit.sh"
"$here/build.sh"
"$here/wasm-budget.sh"
"$here/end2end.sh" playwright test
