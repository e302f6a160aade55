#!/usr/bin/env bash
# Load test of the release: a steady rate of new partners, browsing sessions and silent connections.
set -euo pipefail

# Each connection is an open file, here and in the server.
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
exec "$(dirname "${BASH_SOURCE[0]}")/end2end.sh" node load.mjs
