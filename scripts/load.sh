#!/usr/bin/env bash
# Many at once against the release: partners at a pace, sessions that browse, connections that say nothing.
set -euo pipefail

# A connection is a file, here and in the server.
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
exec "$(dirname "${BASH_SOURCE[0]}")/end2end.sh" node load.mjs
