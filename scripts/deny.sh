#!/usr/bin/env bash
# Licences, sources and known vulnerabilities of what we depend on.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"

if ! have cargo-deny; then
    say "cargo-deny is not installed: licences and advisories are not checked"
    exit
fi
say "Checking licences and sources"
cargo deny --log-level error check licenses bans sources
if cargo deny --log-level error fetch db >/dev/null 2>&1; then
    say "Checking advisories"
    cargo deny --log-level error check advisories
else
    say "The advisory database cannot be reached: advisories are not checked"
fi
