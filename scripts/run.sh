#!/usr/bin/env bash
# Builds the release and serves it. The server's last line is the link to open.
# Installs missing tools into the cache and, as root on Debian, missing packages with apt.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib.sh
. "$here/lib.sh"
"$here/build.sh"

cd "$ROOT"
exec "$BUILD_DIR/release/gangway" serve "$@"
