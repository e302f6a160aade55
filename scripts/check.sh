#!/usr/bin/env bash
# Format, lints for both sides of the wire, and the scripts themselves. No warning passes.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

say "Checking the scripts"
for script in scripts/*.sh .ci/run; do bash -n "$script"; done
if have shellcheck; then shellcheck -x scripts/*.sh .ci/run; else say "shellcheck is not installed: skipped"; fi

ensure_compiler
say "Checking the format"
cargo fmt --check

say "Linting the server"
cargo clippy --features ssr --all-targets -- -D warnings

# shellcheck source=scripts/wasm-std.sh
. scripts/wasm-std.sh
browser=(--target wasm32-unknown-unknown --no-default-features --features hydrate --lib)
if cargo clippy -V >/dev/null 2>&1; then
    say "Linting the browser's part"
    cargo clippy "${browser[@]}" -- -D warnings
else
    # Debian's Rust, the fallback for the wasm32 target, has no clippy.
    say "Checking the browser's part (this toolchain has no clippy)"
    RUSTFLAGS="${RUSTFLAGS:-} -D warnings" cargo check "${browser[@]}"
fi
