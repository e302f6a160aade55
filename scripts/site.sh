#!/usr/bin/env bash
# Builds the browser's part into target/site: WebAssembly, script and style, and beside each file the same compressed.
set -euo pipefail

# shellcheck source=scripts/tools.sh
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
cd "$ROOT"

# What the style sheet and the script may count on.
BROWSERS=chrome123,edge123,firefox128,safari17.5,ios17.5

scripts/style.sh
# A third of the browser's download, for a few microseconds a page; the server must do the same.
# With relocations, the program can be cut afterwards.
export RUSTFLAGS="${RUSTFLAGS:-} --cfg erase_components -Clink-args=--emit-relocs"
cargo build --locked --lib --target wasm32-unknown-unknown --profile wasm-release --no-default-features \
    --features hydrate --target-dir "$BUILD_DIR/front"

new=target/site.new
rm -rf "$new"
mkdir -p "$new/pkg"
cp -R public/. "$new"
linked=$BUILD_DIR/front/wasm32-unknown-unknown/wasm-release/gangway.wasm
cut=target/chunks
rm -rf "$cut"
mkdir -p "$cut"
node scripts/drop-unused.mjs "$linked" "$cut/linked.wasm"
wasm-split-cli "$cut/linked.wasm" "$cut" --out-name gangway
rm "$cut/linked.wasm"
mv "$cut/__wasm_split.js" "$new/pkg/"
wasm-bindgen --target web --no-typescript --keep-lld-exports --out-name gangway --out-dir "$new/pkg" "$cut/gangway.wasm"
mv "$new/pkg/gangway_bg.wasm" "$cut/gangway.wasm"
# What Rust expects of browsers; the cut files don't say it.
features=(bulk-memory bulk-memory-opt call-indirect-overlong multivalue mutable-globals nontrapping-float-to-int
    reference-types sign-ext)
optimise() { wasm-opt "${features[@]/#/--enable-}" --quiet "$@"; }
# Not `-Oz`: it makes a file a sixth smaller, and what brotli makes of it a tenth larger.
for file in "$cut"/*.wasm; do optimise --duplicate-function-elimination "$file" -o "$file"; done
# Most functions are copies of others for another type: side by side they take a twentieth less.
node scripts/name-by-likeness.mjs "$cut"/*.wasm
for file in "$cut"/*.wasm; do
    optimise --reorder-functions-by-name "$file" -o "$new/pkg/${file##*/}"
    without_home "$new/pkg/${file##*/}"
done
# A style sheet with a syntax error is none that browsers agree on.
esbuild target/style/gangway.css --minify --target="$BROWSERS" --log-override:css-syntax-error=error \
    --log-level=warning --outfile="$new/pkg/gangway.css"
node scripts/chunks.mjs "$new/pkg"
# wasm-bindgen names the splitter's script once for each chunk.
esbuild "$new"/pkg/*.js --minify --format=esm --target="$BROWSERS" --log-override:duplicate-object-key=silent \
    --log-level=warning --allow-overwrite --outdir="$new/pkg"
node scripts/compress.mjs "$new"

rm -rf target/site
mv "$new" target/site
