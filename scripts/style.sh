#!/usr/bin/env bash
# Joins style/ into one sheet, in the order of the cascade. The result is in ./target even when cargo
# builds elsewhere: cargo-leptos takes `style-file` relative to the workspace.
set -euo pipefail
shopt -s nullglob
cd "$(dirname "${BASH_SOURCE[0]}")/.."

features=(style/features/*.css)
ui=(style/ui/*.css)
((${#ui[@]} && ${#features[@]})) || { echo "style.sh: style/ui/ or style/features/ has no sheets" >&2; exit 1; }

mkdir -p target/style
# A watcher must never see a partial sheet.
cat style/layers.css style/tokens.css style/reset.css style/base.css "${ui[@]}" "${features[@]}" \
    >target/style/gangway.css.new
mv target/style/gangway.css.new target/style/gangway.css
