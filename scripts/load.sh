#!/usr/bin/env bash
# Load test of the release: a steady rate of new partners, browsing sessions and silent connections; then floods of
# strangers beside people who work.
set -euo pipefail

# Each connection is an open file, here and in the server.
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
here=$(dirname "${BASH_SOURCE[0]}")
"$here/end2end.sh" node load.mjs
exec "$here/end2end.sh" node flood.mjs
