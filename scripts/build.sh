#!/usr/bin/env bash
# Builds the release: the server in cargo's target folder, the site in ./target/site.
set -euo pipefail

# shellcheck source=scripts/tools.sh
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
cd "$ROOT"

# cargo-leptos empties the site and runs wasm-bindgen, wasm-opt and brotli each time, so it is skipped if
# nothing changed. The stamp includes the outputs: a target folder shared by two checkouts may contain the
# other one's binary.
stamp() {
    rustc -V
    find Cargo.toml Cargo.lock build locales src style public migrations scripts/build.sh scripts/style.sh scripts/tools.sh \
        -type f -print0 | sort -z | xargs -0 sha256sum
    sha256sum "$BUILD_DIR/release/gangway" "$BUILD_DIR/release/hash.txt" 2>&1 || true
    find target/site -type f | sort
}

built=target/build.stamp
if [ -f "$built" ] && stamp | sha256sum | cmp -s - "$built"; then
    say "The release build is up to date"
    exit
fi

rm -f "$built"
say "Building the release: first the browser's part, then the server's (minutes the first time)"
start=$SECONDS
scripts/style.sh
LEPTOS_HASH_FILES=true cargo leptos build --release --precompress
# cargo-leptos ships a sheet that it cannot parse without an error.
if grep -q '/\*[^!]' target/site/pkg/gangway.*.css; then
    die "target/style/gangway.css has a syntax error: cargo-leptos could not minify it"
fi
stamp | sha256sum >"$built"
say "Built in $((SECONDS - start)) s"
# A download over the limit is only reported here; `make test` fails.
scripts/wasm-budget.sh || true
