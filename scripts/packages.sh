# shellcheck shell=bash
# Installs the packages of end2end/ if package-lock.json changed. To be sourced.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

installed=$ROOT/end2end/node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ "$ROOT/end2end/package-lock.json" -nt "$installed" ]; then
    say "Installing the browser tests' packages with npm"
    # The browser comes from the system if possible.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
        npm ci --prefix "$ROOT/end2end" --no-audit --no-fund --loglevel=error >&2
fi
