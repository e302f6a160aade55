#!/usr/bin/env bash
# Puts the tools that make the browser's part on PATH, at their exact versions. Run it, or source it for its PATH.
set -euo pipefail

# shellcheck source=scripts/wasm-std.sh
. "$(dirname "${BASH_SOURCE[0]}")/wasm-std.sh"

# The generated JavaScript fits only the same version of the crate.
WASM_BINDGEN=$(crate_version wasm-bindgen)
[ -n "$WASM_BINDGEN" ] || die "Cargo.lock names no wasm-bindgen"

export PATH=$TOOLS/bin:$CACHE/npm/node_modules/.bin:$PATH

# install_crate MINUTES NAME VERSION ARGS...: prebuilt if binstall has it, else built without optimisation, which takes
# a quarter of the time.
install_crate() {
    local minutes=$1 name=$2 version=$3 start=$SECONDS
    shift 3
    if cargo binstall -V >/dev/null 2>&1; then
        say "Fetching $name $version with cargo binstall"
        timeout 120 cargo binstall -y --disable-strategies compile --root "$TOOLS" "$name@$version" >&2 && return
    fi
    say "Building $name $version, once for this machine (about $minutes minutes on two cores)"
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 \
        CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_DEBUG=0 \
        CARGO_TARGET_DIR=$TOOLS/build \
        cargo install "$name" --version "$version" --root "$TOOLS" --force "$@" >&2
    rm -rf "$TOOLS/build"
    say "Built $name in $((SECONDS - start)) s"
}

# Without --locked: the locked set names a webpki-roots that the registry no longer has.
[ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $WASM_BINDGEN" ] \
    || install_crate 2 wasm-bindgen-cli "$WASM_BINDGEN"

# Its program names no version.
WASM_SPLIT=0.2.4
cargo install --list --root "$TOOLS" | grep -q "^wasm_split_cli_support v$WASM_SPLIT:" \
    || install_crate 1 wasm_split_cli_support "$WASM_SPLIT" --features build-binary

if ! cmp -s "$ROOT/build/package-lock.json" "$CACHE/npm/package-lock.json"; then
    have npm || die "Node.js with npm is needed: https://nodejs.org"
    say "Installing wasm-opt and esbuild with npm"
    mkdir -p "$CACHE/npm"
    cp "$ROOT/build/package.json" "$CACHE/npm/"
    cp "$ROOT/build/package-lock.json" "$CACHE/npm/package-lock.json"
    npm ci --prefix "$CACHE/npm" --no-audit --no-fund --loglevel=error >&2 || { rm "$CACHE/npm/package-lock.json"; exit 1; }
fi
