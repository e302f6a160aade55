# shellcheck shell=bash
# The standard library for wasm32-unknown-unknown. To be sourced: if rustup cannot download it, Debian's
# toolchain is used, and the caller needs the variables that select it.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

wasm_std_present() {
    local libdir
    libdir=$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null) || return 1
    compgen -G "$libdir/libstd-*.rlib" >/dev/null
}

# Debian ships a rustc that is new enough (see Cargo.toml) with the library's source; std is built from it once.
debian_wasm_std() {
    apt_install "rustup cannot download the wasm32 target" rustc-web cargo-web rust-web-clippy rust-web-src lld-22 || return 1
    have rustup || return 1
    local crate=$CACHE/wasm-std libdir=/usr/lib/rustlib/wasm32-unknown-unknown/lib
    if ! compgen -G "$libdir/libstd-*.rlib" >/dev/null; then
        say "Building the wasm32 standard library from Debian's source (about a minute)"
        rm -rf "$crate" && mkdir -p "$crate/src"
        printf '[package]\nname = "wasm-std"\nversion = "0.0.0"\nedition = "2021"\n' >"$crate/Cargo.toml"
        printf 'fn main() {}\n' >"$crate/src/main.rs"
        # Only the libraries are needed: the last link may fail, because there is no linker.
        (cd "$crate" && env -u CARGO_TARGET_DIR -u RUSTUP_TOOLCHAIN RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc \
            /usr/bin/cargo build -q -Zbuild-std=std,panic_abort --target wasm32-unknown-unknown --release) \
            >/dev/null 2>&1 || true
        mkdir -p "$libdir"
        cp "$crate"/target/wasm32-unknown-unknown/release/deps/*.rlib "$libdir/"
        rm -rf "$crate"
    fi
    say "Naming Debian's Rust 'debian' for rustup, and using it for this project"
    rustup toolchain link debian /usr
    mkdir -p "$CACHE"
    printf '%s\n' 'export RUSTUP_TOOLCHAIN=debian' \
        'export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-22' >"$CACHE/rust.env"
}

ensure_compiler
if ! wasm_std_present; then
    if [ -f "$CACHE/rust.env" ]; then
        # shellcheck disable=SC1091
        . "$CACHE/rust.env"
    elif have rustup && say "Adding the wasm32 target with rustup" \
        && rustup target add wasm32-unknown-unknown >&2; then
        :
    elif debian_wasm_std; then
        # shellcheck disable=SC1091
        . "$CACHE/rust.env"
    fi
    wasm_std_present || die "the wasm32 target is missing and could not be installed: rustup target add wasm32-unknown-unknown"
fi
