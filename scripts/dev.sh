#!/usr/bin/env bash
# Rebuilds and restarts as files change.
set -euo pipefail

# shellcheck source=scripts/tools.sh
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
cd "$ROOT"

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

# Hashed names are for release: when watching, cargo-leptos rebuilds the files but not their hashes.
say "Watching; the first build takes minutes"
LEPTOS_HASH_FILES=false GANGWAY_SITE_DIR=$ROOT/target/site cargo leptos watch -- serve "$@"
