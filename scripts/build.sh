#!/usr/bin/env bash
# build.sh [TARGET]: builds the release: one file, $BUILD_DIR/[TARGET/]release/gangway, with the browser's part inside.
set -euo pipefail

# shellcheck source=scripts/tools.sh
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
cd "$ROOT"
target=${1:-}
if [ -z "$target" ] && [ "${GANGWAY_BINARY:-}" ]; then
    say "Using $GANGWAY_BINARY"
    exit
fi
program=$BUILD_DIR/${target:+$target/}release/gangway

# The stamp includes the output: a target folder shared by two checkouts may contain the other one's program.
stamp() {
    rustc -V
    printf '%s\n' "${RUSTFLAGS:-}"
    find Cargo.toml Cargo.lock build locales src style public migrations scripts/{build,site,style,tools}.sh \
        scripts/{chunks,compress,drop-unused}.mjs -type f -print0 | sort -z | xargs -0 sha256sum
    sha256sum "$program" 2>&1 || true
}

built=target/build${target:+-$target}.stamp
if [ -f "$built" ] && stamp | sha256sum | cmp -s - "$built"; then
    say "The release build is up to date"
    exit
fi

rm -f "$built"
start=$SECONDS
mkdir -p target
say "Downloading the libraries"
cargo fetch --locked -q

# The browser's part ends with a minute on one core: the server's library is built beside it. Only the program itself
# holds the files of the pages, and waits for them.
say "Building the browser's part and the server (about eight minutes the first time, on two cores)"
scripts/site.sh >target/site.log 2>&1 &
site=$!
trap 'kill "$site" 2>/dev/null || true' EXIT
server() {
    RUSTFLAGS="${RUSTFLAGS:-} --cfg erase_components" \
        cargo build --locked --release ${target:+--target "$target"} --features ssr "$@"
}
server --lib
say "The server's library is built; waiting for the browser's part"
wait "$site" || { cat target/site.log >&2; die "the browser's part could not be built"; }
trap - EXIT
server --bin gangway

stamp | sha256sum >"$built"
say "Built in $((SECONDS - start)) s: $program, $(du -h "$program" | cut -f1)"
# A download over the limit is only reported here; `make test` fails.
[ "$target" ] || scripts/wasm-budget.sh || true
