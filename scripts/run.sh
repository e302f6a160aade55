#!/usr/bin/env bash
# Builds the release and serves it. The server's last line says where to click.
# Tools that are missing go into the cache; as root on Debian, packages are installed with apt. Each is announced.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib.sh
. "$here/lib.sh"
"$here/build.sh"

cd "$ROOT"
export GANGWAY_SITE_DIR=${GANGWAY_SITE_DIR:-$ROOT/target/site}
exec "$BUILD_DIR/release/gangway" serve "$@"
