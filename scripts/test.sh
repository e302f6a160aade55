#!/usr/bin/env bash
# All tests, cheapest first. The last lines list what could not be checked.
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
"$here/recipes.sh"
"$here/end2end.sh" playwright test
