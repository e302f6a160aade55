#!/usr/bin/env bash
# Size of the browser's download on the first visit, as built last, compared with the limit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# WebAssembly and JavaScript together, brotli, in bytes. The aim is 256000. The largest part is one copy of
# leptos' signals, effects and views for each type they hold (its hydrate_async, which is never called here,
# is 7 % of all).
LIMIT=470000

bytes() { find target/site/pkg -name "$1" -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'; }

[ -d target/site/pkg ] || { echo "wasm-budget.sh: nothing is built yet; run scripts/build.sh" >&2; exit 1; }
printf '%-5s %10s %10s %10s   (bytes)\n' '' plain gzip brotli
for kind in wasm js css; do
    printf '%-5s %10d %10d %10d\n' "$kind" "$(bytes "*.$kind")" "$(bytes "*.$kind.gz")" "$(bytes "*.$kind.br")"
done
total=$(($(bytes '*.wasm.br') + $(bytes '*.js.br')))
((total > 0)) || { echo "wasm-budget.sh: no precompressed files; build with scripts/build.sh" >&2; exit 1; }
printf 'wasm and js: %d of %d bytes brotli\n' "$total" "$LIMIT"
((total <= LIMIT)) || { echo "wasm-budget.sh: over the budget by $((total - LIMIT)) bytes" >&2; exit 1; }
