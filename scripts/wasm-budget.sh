#!/usr/bin/env bash
# Size of the browser's download on the first visit, as built last, compared with the limit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# WebAssembly, JavaScript and the texts of one language together, brotli, in bytes. The aim is 256000. The largest part is one copy of
# leptos' signals, effects and views for each type they hold (its hydrate_async, which is never called here,
# is 7 % of all).
LIMIT=477600

bytes() { find target/site/pkg -name "$1" -printf '%s\n' | awk '{ sum += $1 } END { print sum + 0 }'; }

[ -d target/site/pkg ] || { echo "wasm-budget.sh: nothing is built yet; run scripts/build.sh" >&2; exit 1; }
printf '%-5s %10s %10s %10s   (bytes)\n' '' plain gzip brotli
for kind in wasm js css; do
    printf '%-5s %10d %10d %10d\n' "$kind" "$(bytes "*.$kind")" "$(bytes "*.$kind.gz")" "$(bytes "*.$kind.br")"
done
# The texts are part of the binary; the build leaves them beside its own output. The longest language counts.
texts=$(find "${CARGO_TARGET_DIR:-target}"/release/build/gangway-*/out -name '??.js.br' -printf '%T@ %s\n' |
    sort -rn | awk '{ if (!newest) newest = $1; if (newest - $1 < 60 && $2 > most) most = $2 } END { print most + 0 }')
printf '%-5s %10s %10s %10d\n' texts '' '' "$texts"
total=$(($(bytes '*.wasm.br') + $(bytes '*.js.br') + texts))
((total > texts)) || { echo "wasm-budget.sh: no precompressed files; build with scripts/build.sh" >&2; exit 1; }
printf 'wasm, js and texts: %d of %d bytes brotli\n' "$total" "$LIMIT"
((total <= LIMIT)) || { echo "wasm-budget.sh: over the budget by $((total - LIMIT)) bytes" >&2; exit 1; }
