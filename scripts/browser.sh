# shellcheck shell=bash
# Finds Chromium for the browser tests, or fetches one, and exports CHROMIUM_PATH. To be sourced, after
# end2end's packages are installed.

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

find_chromium() {
    local name
    for name in "${CHROMIUM_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] && command -v "$name" && return
    done
    return 1
}

playwright_chromium() {
    (cd "$ROOT/end2end" && node -e 'console.log(require("playwright-core").chromium.executablePath())')
}

if ! CHROMIUM_PATH=$(find_chromium); then
    if apt_install "the browser tests need it" chromium fonts-liberation && CHROMIUM_PATH=$(find_chromium); then
        :
    else
        CHROMIUM_PATH=$(playwright_chromium)
        if [ ! -x "$CHROMIUM_PATH" ]; then
            say "Downloading Chromium with Playwright"
            (cd "$ROOT/end2end" && npx playwright install chromium >&2) || die "no Chromium: install it, or set CHROMIUM_PATH"
        fi
    fi
fi
export CHROMIUM_PATH
