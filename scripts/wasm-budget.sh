#!/usr/bin/env bash
# What a browser downloads on its first visit, by the chunk that the page is in, compared with the limit.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ -f target/site/pkg/chunks.json ] || { echo "wasm-budget.sh: nothing is built yet; run scripts/build.sh" >&2; exit 1; }
# The texts are part of the binary; the build leaves them beside its own output, whichever target it was for. The
# longest language counts.
texts=$(find "${CARGO_TARGET_DIR:-target}" -maxdepth 6 -path '*/release/build/gangway-*/out/??.js.br' -printf '%T@ %s\n' |
    sort -rn | awk '{ if (!newest) newest = $1; if (newest - $1 < 60 && $2 > most) most = $2 } END { print most + 0 }')

node - "$texts" <<'JS'
const { readFileSync, statSync, readdirSync } = require("node:fs");

// WebAssembly, JavaScript and the texts of one language together, brotli, in bytes. The aim is 256000 for each. Most of
// it is one copy of leptos' signals, effects and views for each type they hold. Files of one size differ by up to 1,500
// bytes once they are compressed.
const LIMITS = { entry: 254_800, portal: 271_200, partners: 404_000, adding: 390_000, manage: 432_200 };

const texts = Number(process.argv[2]);
const folder = "target/site/pkg";
const { chunks } = JSON.parse(readFileSync(`${folder}/chunks.json`, "utf8"));
// The smallest files are not compressed.
const size = (name) => Math.min(...["", ".br"].map((ending) => statSync(`${folder}/${name}${ending}`, { throwIfNoEntry: false })?.size ?? Infinity));
const scripts = readdirSync(folder).filter((name) => name.endsWith(".js")).map(size);
const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);
const shared = sum(scripts) + size("gangway.wasm") + texts;

console.log("chunk      files    bytes    limit   (wasm, js and texts, brotli)");
for (const [chunk, files] of Object.entries(chunks)) {
    const bytes = shared + sum(files.map(size));
    console.log([chunk.padEnd(8), String(files.length + 1).padStart(7), String(bytes).padStart(8), String(LIMITS[chunk]).padStart(8)].join(" "));
    if (!(bytes <= LIMITS[chunk])) {
        console.error(`wasm-budget.sh: ${chunk} is over its limit by ${bytes - LIMITS[chunk]} bytes`);
        process.exitCode = 1;
    }
}
JS
