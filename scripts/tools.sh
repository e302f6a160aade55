#!/usr/bin/env bash
# Puts the build tools on PATH, at their exact versions. Run it, or source it for its PATH.
set -euo pipefail

# shellcheck source=scripts/wasm-std.sh
. "$(dirname "${BASH_SOURCE[0]}")/wasm-std.sh"

# The newest that builds with the Rust of Cargo.toml.
CARGO_LEPTOS=0.3.10
# cargo-leptos wants a recent wasm-opt on PATH for release builds; npm's is recent everywhere.
BINARYEN=132
# The generated JavaScript fits only the same version of the crate.
WASM_BINDGEN=$(crate_version wasm-bindgen)
[ -n "$WASM_BINDGEN" ] || die "Cargo.lock names no wasm-bindgen"

export PATH=$TOOLS/bin:$CACHE/npm/node_modules/.bin:$PATH

# install_crate NAME VERSION ARGS...: prebuilt if binstall has it, else built without optimisation, because
# the optimised cargo-leptos takes 44 minutes to build on two cores, and this one 11.
install_crate() {
    local name=$1 version=$2 start=$SECONDS
    shift 2
    if cargo binstall -V >/dev/null 2>&1; then
        say "Fetching $name $version with cargo binstall"
        timeout 120 cargo binstall -y --disable-strategies compile --root "$TOOLS" "$name@$version" >&2 && return
    fi
    say "Building $name $version, once for this machine (several minutes; progress below)"
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 \
        CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_DEBUG=0 \
        CARGO_TARGET_DIR=$TOOLS/build \
        cargo install "$name" --version "$version" --root "$TOOLS" --force "$@" >&2
    rm -rf "$TOOLS/build"
    say "Built $name in $((SECONDS - start)) s"
}

# Without --locked: the locked set names a webpki-roots that the registry no longer has.
[ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $WASM_BINDGEN" ] \
    || install_crate wasm-bindgen-cli "$WASM_BINDGEN"

# no_downloads: missing tools are reported, not downloaded in the middle of a build.
# brotli and libflate compress the site on every build, so these two are worth optimising.
[ "$(cargo-leptos leptos --version 2>/dev/null)" = "cargo-leptos $CARGO_LEPTOS" ] \
    || install_crate cargo-leptos "$CARGO_LEPTOS" --locked --features no_downloads \
        --config 'profile.release.package.brotli.opt-level=3' \
        --config 'profile.release.package.libflate.opt-level=3'

if ! grep -qs "\"version\": \"$BINARYEN\\.0\\.0\"" "$CACHE/npm/node_modules/binaryen/package.json"; then
    have npm || die "Node.js with npm is needed: https://nodejs.org"
    say "Installing wasm-opt (binaryen $BINARYEN) with npm"
    mkdir -p "$CACHE/npm"
    npm install --prefix "$CACHE/npm" --no-audit --no-fund --loglevel=error "binaryen@$BINARYEN" >&2
fi
