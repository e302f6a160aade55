#!/usr/bin/env bash
# Format, lints of server and browser, types of the browser tests, and the scripts. No warnings allowed.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

say "Checking the scripts"
for script in scripts/*.sh scripts/try-dist/* .ci/run; do bash -n "$script"; done
if have shellcheck || apt_install "the scripts are checked too" shellcheck; then
    shellcheck -x scripts/*.sh scripts/try-dist/* deploy/debian/p* .ci/run
else
    must_check "the scripts" "shellcheck is missing"
fi

if have npm; then
    # shellcheck source=scripts/packages.sh
    . scripts/packages.sh
    say "Checking the types of the browser tests"
    end2end/node_modules/.bin/tsc -p end2end
else
    must_check "the types of the browser tests" "Node.js with npm is missing"
fi

ensure_compiler
say "Checking the format"
cargo fmt --check

say "Linting the server"
cargo clippy --features ssr --all-targets -- -D warnings

# shellcheck source=scripts/wasm-std.sh
. scripts/wasm-std.sh
browser=(--target wasm32-unknown-unknown --no-default-features --features hydrate --lib)
# The first is the clippy of Debian's Rust, the fallback for the wasm32 target.
has_clippy() { cargo clippy -V >/dev/null 2>&1; }
if has_clippy || { apt_install "the browser's part is linted too" rust-web-clippy && has_clippy; }; then
    say "Linting the browser's part"
    cargo clippy "${browser[@]}" -- -D warnings
else
    must_check "lints of the browser's part" "this toolchain has no clippy"
    say "Checking the browser's part"
    RUSTFLAGS="${RUSTFLAGS:-} -D warnings" cargo check "${browser[@]}"
fi
