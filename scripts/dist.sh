#!/usr/bin/env bash
# Makes what a release consists of, in dist/: archive, package, image, sums and the list of what is inside. Two runs on
# one commit make the same files, byte for byte.
set -euo pipefail

# shellcheck source=scripts/tools.sh
. "$(dirname "${BASH_SOURCE[0]}")/tools.sh"
cd "$ROOT"
have musl-gcc || apt_install "the program is linked with its C library" musl-tools \
    || die "musl-gcc is needed: install musl-tools"

version=$(crate_version gangway)
target=$(uname -m)-unknown-linux-musl
# The time of everything in them.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
# `gangway --version` says which commit that was.
GANGWAY_COMMIT=${GANGWAY_COMMIT:-$(git rev-parse --short=12 HEAD)}
export SOURCE_DATE_EPOCH GANGWAY_COMMIT TZ=UTC LC_ALL=C.UTF-8

# Another machine has other folders. That of the checkout is in nothing.
folders=("${CARGO_HOME:-$HOME/.cargo}=/cargo" "$BUILD_DIR=/target" \
    "$(rustc --print sysroot)/lib/rustlib/src/rust=/rustc/$(rustc -vV | awk '$1 == "commit-hash:" { print $2 }')")
RUSTFLAGS="${RUSTFLAGS:-}$(printf ' --remap-path-prefix=%s' "${folders[@]}")"
CFLAGS="${CFLAGS:-}$(printf ' -ffile-prefix-map=%s' "${folders[@]}")"
export RUSTFLAGS CFLAGS

start=$SECONDS
rustc --print target-libdir --target "$target" | xargs test -d || rustup target add "$target" >&2 \
    || die "the target $target is missing and could not be installed"
scripts/build.sh "$target"

say "Collecting what comes with the program"
stage=target/dist
rm -rf "$stage" dist
mkdir -p "$stage"/{man,completions,deploy} dist
# The number of a build is made from the paths of its symbols, which are stripped.
strip -R .note.gnu.build-id -o "$stage/gangway" "$BUILD_DIR/$target/release/gangway"
without_home "$stage/gangway"
cp LICENSE-APACHE LICENSE-MIT CHANGELOG.md "$stage/"
find deploy -maxdepth 1 -type f -exec cp {} "$stage/deploy/" \;
env -i LC_ALL=C "$stage/gangway" write-manual "$stage/man"
mv "$stage"/man/{_gangway,gangway.bash,gangway.fish} "$stage/completions/"
cargo metadata --locked --format-version 1 --features ssr,hydrate \
    --filter-platform "$target" --filter-platform wasm32-unknown-unknown | node scripts/dependencies.mjs "$version" \
    "$stage/THIRD-PARTY-NOTICES.md" "dist/gangway-$version-$(uname -m).cdx.json"

say "Packing"
archive=gangway-$version-$(uname -m)-linux
packed() { tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --mode=u+rw,go=rX "$@"; }
chmod 755 "$stage/gangway"
packed --transform "s|^\.|$archive|" -C "$stage" -c . | gzip -9n >"dist/$archive.tar.gz"
scripts/dist-package.sh "$stage" "$version"
scripts/dist-image.sh "$stage" "$version"
(cd dist && sha256sum -- * >SHA256SUMS)
say "Made for $(uname -m) in $((SECONDS - start)) s (for another processor, run this there):"
(cd dist && du -h -- * >&2)
