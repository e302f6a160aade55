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
export RUSTFLAGS="${RUSTFLAGS:-} --cfg erase_components"
cargo build --locked --lib --target wasm32-unknown-unknown --profile wasm-release --no-default-features \
    --features hydrate --target-dir "$BUILD_DIR/front"

new=target/site.new
rm -rf "$new"
mkdir -p "$new/pkg"
cp -R public/. "$new"
wasm-bindgen --target web --no-typescript --out-name gangway --out-dir "$new/pkg" \
    "$BUILD_DIR/front/wasm32-unknown-unknown/wasm-release/gangway.wasm"
# Not `-Oz`: it makes the file a sixth smaller, and what brotli makes of it a tenth larger. Copies of one function for
# several types compress best as the compiler left them, side by side; hence the names in `wasm-release`, which
# wasm-opt drops.
wasm-opt --reorder-functions-by-name "$new/pkg/gangway_bg.wasm" -o "$new/pkg/gangway.wasm"
rm "$new/pkg/gangway_bg.wasm"
without_home "$new/pkg/gangway.wasm"
# A style sheet with a syntax error is none that browsers agree on.
esbuild target/style/gangway.css --minify --target="$BROWSERS" --log-override:css-syntax-error=error \
    --log-level=warning --outfile="$new/pkg/gangway.css"
esbuild "$new/pkg/gangway.js" --minify --format=esm --target="$BROWSERS" --log-level=warning --allow-overwrite \
    --outfile="$new/pkg/gangway.js"
node scripts/compress.mjs "$new"

rm -rf target/site
mv "$new" target/site
