#!/usr/bin/env bash
# Measures the release and prints tables: docs/performance.md says what they mean, and which variables choose.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
have sqlite3 || apt_install "its own speed is the floor of ours" sqlite3 || die "sqlite3 is needed: install its command line"
exec "$ROOT/scripts/postgres.sh" -- "$ROOT/scripts/end2end.sh" node bench/main.mjs
