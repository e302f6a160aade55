#!/usr/bin/env bash
# dist-package.sh FOLDER VERSION: packs what is in FOLDER for Debian and its like, in dist/.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
stage=$1 version=$2
if ! have dpkg-deb; then
    not_checked "the package for Debian" "dpkg-deb is missing"
    exit
fi
architecture=$(dpkg --print-architecture)
root=target/package
doc=$root/usr/share/doc/gangway
# The package's folders are for everyone, whatever the shell that makes it has.
umask 022
rm -rf "$root"

put() { install -D -m "$1" "$2" "$root/$3"; }
put 755 "$stage/gangway" usr/bin/gangway
put 644 deploy/gangway.service usr/lib/systemd/system/gangway.service
# Settings become the administrator's with the installation: an upgrade has no question about them.
put 644 deploy/gangway.env usr/share/gangway/gangway.env
install -d -m 700 "$root/etc/gangway/secrets"
put 644 "$stage/completions/gangway.bash" usr/share/bash-completion/completions/gangway
put 644 "$stage/completions/_gangway" usr/share/zsh/vendor-completions/_gangway
put 644 "$stage/completions/gangway.fish" usr/share/fish/vendor_completions.d/gangway.fish
put 644 deploy/debian/lintian-overrides usr/share/lintian/overrides/gangway
for page in "$stage"/man/*; do put 644 "$page" "usr/share/man/man1/${page##*/}"; done
put 644 CHANGELOG.md usr/share/doc/gangway/CHANGELOG.md
put 644 "$stage/THIRD-PARTY-NOTICES.md" usr/share/doc/gangway/THIRD-PARTY-NOTICES.md
for file in deploy/{Caddyfile,nginx.conf,prometheus-rules.yml,grafana.json}; do
    put 644 "$file" "usr/share/doc/gangway/examples/${file##*/}"
done
cat deploy/debian/copyright LICENSE-MIT >"$doc/copyright"
maintainer=$(sed -n 's/^Maintainer: //p' deploy/debian/control)
printf 'gangway (%s) stable; urgency=medium\n\n  * What is new: CHANGELOG.md.gz, in this folder.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(date -u -d "@$SOURCE_DATE_EPOCH" -R)" >"$doc/changelog"
gzip -9n "$root"/usr/share/man/man1/* "$doc"/{changelog,*.md}

install -d "$root/DEBIAN"
install -m 755 deploy/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
(cd "$root" && find usr -type f -print0 | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
size=$(find "$root" -type f -printf '%s\n' | awk '{ sum += int(($1 + 1023) / 1024) } END { print sum }')
sed "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@SIZE@/$size/" deploy/debian/control >"$root/DEBIAN/control"
find "$root" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
# On one thread: how the work is shared is in the result.
dpkg-deb --root-owner-group -Zxz --threads-max=1 -b "$root" "dist/gangway_${version}_$architecture.deb" >/dev/null
