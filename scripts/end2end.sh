#!/usr/bin/env bash
# end2end.sh COMMAND ARGS...: runs a command in end2end/ with its packages, a browser and the release build; the tests
# also with a real mail server and mailbox.
set -euo pipefail

here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib.sh
. "$here/lib.sh"
"$here/build.sh"

cd "$ROOT/end2end"
have npm || die "Node.js with npm is needed: https://nodejs.org"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || die "the browser tests need Node.js 20 or newer"
# shellcheck source=scripts/packages.sh
. "$ROOT/scripts/packages.sh"
# shellcheck source=scripts/browser.sh
. "$ROOT/scripts/browser.sh"

export PATH=$PWD/node_modules/.bin:$PATH
export GANGWAY_BINARY=$PROGRAM
[ "$1" != playwright ] || set -- "$ROOT/scripts/imap.sh" "$ROOT/scripts/mta.sh" "$@"
exec "$@"
