#!/usr/bin/env bash
# end2end.sh COMMAND ARGS...: runs a command in end2end/ with its packages, a browser and the release build.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib.sh
. "$here/lib.sh"
"$here/build.sh"

cd "$ROOT/end2end"
have npm || die "Node.js with npm is needed: https://nodejs.org"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || die "the browser tests need Node.js 20 or newer"
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "Installing the browser tests' packages with npm"
    # The browser comes from the system where it can.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2
fi
# shellcheck source=scripts/browser.sh
. "$ROOT/scripts/browser.sh"

export PATH=$PWD/node_modules/.bin:$PATH
export GANGWAY_BINARY=${GANGWAY_BINARY:-$BUILD_DIR/release/gangway}
exec "$@"
