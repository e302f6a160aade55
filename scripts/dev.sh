#!/usr/bin/env bash
# Rebuilds and restarts as files change.
set -euo pipefail

# shellcheck source=scripts/tools.sh
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
cd "$ROOT"

# The newest that builds with the Rust of Cargo.toml. Only development needs it; no_downloads: missing tools are
# reported, not downloaded in the middle of a build.
CARGO_LEPTOS=0.3.10
[ "$(cargo-leptos leptos --version 2>/dev/null)" = "cargo-leptos $CARGO_LEPTOS" ] \
    || install_crate 11 cargo-leptos "$CARGO_LEPTOS" --locked --features no_downloads

watch_style() {
    while sleep 0.5; do
        # Folders count: a removed sheet changes only them.
        if [ -n "$(find style -newer target/style/gangway.css -print -quit)" ]; then
            scripts/style.sh || touch target/style/gangway.css
        fi
    done
}

scripts/style.sh
watch_style &
watcher=$!
trap 'kill "$watcher" 2>/dev/null' EXIT

say "Watching; the first build takes minutes"
cargo leptos watch --split -- serve "$@"
