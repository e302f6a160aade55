#!/usr/bin/env bash
# Tries what scripts/dist.sh made as a stranger would, by the commands of docs/install.md: on a bare Debian without a
# network, and the image as a container runtime starts it.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/try-dist/lib.sh
. "$ROOT/scripts/try-dist/lib.sh"
cd "$ROOT"
version=$(crate_version gangway)
debian=$CACHE/debian-bookworm.tar
[ -f dist/SHA256SUMS ] || die "nothing is in dist/ yet: run make dist"
if [ "$(id -u)" != 0 ]; then
    not_checked "archive, package and image" "only root can set up a bare Debian"
    exit
fi
if ! unshare --net --mount --pid --fork true 2>/dev/null; then
    not_checked "archive, package and image" "this machine gives no process a network of its own"
    exit
fi
have ip && have curl || apt_install "the bare Debian has a network of its own" iproute2 curl || die "iproute2 and curl are needed"

dir=$(mktemp -d /tmp/gangway-dist.XXXXXX)
chmod 755 "$dir"
# shellcheck disable=SC2317 # reached by the trap
stop() {
    # shellcheck disable=SC2046 # several
    kill $(jobs -p) 2>/dev/null || true
    wait 2>/dev/null || true
    umount -q "$dir"/*/proc 2>/dev/null || true
    rm -rf --one-file-system "$dir"
}
trap stop EXIT

# A bare Debian in a folder of this name, with what was made in its folder /dist.
bare_debian() {
    if [ ! -f "$debian" ]; then
        have debootstrap || apt_install "it makes a bare Debian" debootstrap || die "debootstrap is needed"
        say "Fetching a bare Debian, once for this machine (about a minute)"
        mkdir -p "$CACHE"
        debootstrap --variant=minbase bookworm "$dir/new" >"$dir/debootstrap.log" 2>&1 || { tail "$dir/debootstrap.log" >&2; exit 1; }
        tar -C "$dir/new" -cf "$debian.new" . && mv "$debian.new" "$debian"
        rm -rf "$dir/new"
    fi
    mkdir "$dir/$1"
    tar -C "$dir/$1" -xf "$debian"
    cp -R dist "$dir/$1/dist"
    cp -R scripts/try-dist "$dir/$1/try-dist"
    # Who enters it is root already, and systemd does not run there.
    mkdir -p "$dir/$1/run/systemd/system"
    mv "$dir/$1/try-dist/systemctl" "$dir/$1/usr/bin/"
    printf '#!/bin/sh\nexec "$@"\n' >"$dir/$1/usr/bin/sudo"
    printf '#!/bin/sh\ncat /var/log/gangway.log\n' >"$dir/$1/usr/bin/journalctl"
    chmod 755 "$dir/$1"/usr/bin/{systemctl,sudo,journalctl}
}

# within NAME COMMAND...: runs it there, with a network that ends at this machine.
within() {
    local name=$1
    shift
    # shellcheck disable=SC2016 # for the shell within
    unshare --net --mount --pid --fork sh -c 'ip link set lo up; mount -t proc proc "$0/proc"; exec chroot "$0" env -i \
        HOME=/root LC_ALL=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"' "$dir/$name" "$@"
}

# commands HEADING N: the Nth block of commands below it in docs/install.md, for this version and machine.
commands() {
    awk -v heading="## $1" -v wanted="$2" '$0 == heading { below = 1; next } below && /^## / { exit }
        on && /^```$/ { exit } on; below && /^```sh$/ { on = ++blocks == wanted }' docs/install.md |
        sed "s/0\.1\.0/$version/g; s/x86_64/$(uname -m)/g; s/amd64/$(dpkg --print-architecture)/g" |
        grep . || die "docs/install.md has no commands $2 below $1"
}

try_archive() {
    say "Trying the archive"
    bare_debian archive
    commands Archive 1 >"$dir/archive/tmp/commands-1"
    commands Archive 2 >"$dir/archive/tmp/commands-2"
    within archive /try-dist/archive
}

try_package() {
    if [ ! -f "dist/gangway_${version}_$(dpkg --print-architecture).deb" ]; then
        must_check "the package" "make dist could not make it"
        return
    fi
    say "Trying the package"
    bare_debian package
    commands 'Debian and Ubuntu' 1 >"$dir/package/tmp/commands-1"
    within package /try-dist/package
    if have lintian || apt_install "it looks at the package" lintian; then
        lintian --allow-root --fail-on error,warning dist/gangway_*.deb
    else
        not_checked "the package's form" "lintian is missing"
    fi
}

# The unit as it is in the package, on a machine that has the program.
try_unit() {
    if ! have systemd-analyze; then
        not_checked "the unit" "systemd-analyze is missing"
        return
    fi
    say "Trying the unit"
    sed "s|^ExecStart=|&$dir/program/|" deploy/gangway.service >"$dir/gangway.service"
    systemd-analyze verify --man=no "$dir/gangway.service"
    systemd-analyze security --offline=true --threshold=15 --no-pager "$dir/gangway.service" | tail -1
}

try_image() {
    local image bundle=$dir/image started settings server
    image=$(echo dist/gangway-"$version"-image-*.tar)
    if ! have skopeo || ! have umoci; then
        apt_install "they unpack the image" skopeo umoci || { must_check "the image" "skopeo or umoci is missing"; return; }
    fi
    say "Trying the image"
    (($(stat -c %s "$image") < 40000000)) || die "the image has more than 40 MB"
    skopeo --insecure-policy copy -q "docker-archive:$image" "oci:$dir/oci:docker"
    skopeo --insecure-policy copy -q "oci-archive:$image" "oci:$dir/oci:oci"
    umoci unpack --image "$dir/oci:docker" "$bundle"
    [ "$(find "$bundle/rootfs" -type f -executable)" = "$bundle/rootfs/gangway" ] || die "there is more in the image than Gangway"

    # shellcheck disable=SC2016 # for Node.js
    mapfile -t started < <(node -p 'const { user, args, env } = JSON.parse(require("fs").readFileSync(0)).process;
        [`${user.uid}:${user.gid} ${args.join(" ")}`, ...env].join("\n")' <"$bundle/config.json")
    settings=("${started[@]:1}")
    [ "${started[0]}" = '65532:65532 /gangway serve' ] || die "the image begins with ${started[0]}"
    install -d -m 700 -o 65532 -g 65532 "$dir/volume"
    # As a runtime does it: only the volume can be written.
    # shellcheck disable=SC2016 # for the shell within
    env -i "${settings[@]}" GANGWAY_PUBLIC_URL=http://localhost:3000 \
        unshare --net --mount /bin/sh -c 'ip link set lo up
        mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && mount --bind "$1" "$0/data"
        exec chroot --userspec=65532:65532 "$0" /gangway serve' "$bundle/rootfs" "$dir/volume" >"$dir/image.log" 2>&1 &
    server=$!
    until_there /activate/ "$dir/image.log"
    env -i "${settings[@]}" nsenter --target "$server" --net --root --setuid 65532 --setgid 65532 /gangway health
    nsenter --target "$server" --net curl -sfL -b '' "$(grep -o 'http://localhost:3000/activate/.*' "$dir/image.log")" -o "$dir/page"
    expect '<form' "$dir/page"
    [ -f "$dir/volume/gangway.db" ] || die "the image keeps its data elsewhere"
    kill "$server"
    wait "$server" || die "the image does not stop when asked to"
}

# What deploy/ names of Gangway is there: settings and metrics.
try_deployment() {
    local name steps
    say "Trying the deployment files"
    grep -rhoE '\b(GANGWAY|DATABASE|SMTP)_[A-Z_]+' deploy | sort -u | while read -r name; do
        case $name in GANGWAY_HOST | GANGWAY_UPSTREAM | GANGWAY_VERSION | GANGWAY_PURGE_DATA) continue ;; esac
        "$program" serve --help | grep -qF "[${name%_FILE}]" || die "deploy/ has $name, which is no setting"
    done
    # The library that counts adds what is taken away here.
    grep -rhoE '\b(gangway|process)_[a-z_]+' deploy/{grafana.json,prometheus-rules.yml} |
        sed -E '/^gangway_/ { s/^gangway_//; s/(_seconds)?(_total|_bucket|_count)?(_info)?$// }' | sort -u |
        while read -r name; do
            grep -qF "\"$name\"" src/server/platform/metrics.rs || die "deploy/ has the metric $name, which is none"
        done
    if have promtool || apt_install "it reads the alert rules" prometheus; then
        promtool check rules deploy/prometheus-rules.yml >/dev/null
    else
        not_checked "the alert rules" "promtool is missing"
    fi

    for name in deploy/{compose,kubernetes}.yml; do
        grep -q "gangway:.*$version" "$name" || die "$name does not name version $version"
    done
    steps=$(commands 'Docker Compose' 1)
    (cd "$dir/program" && bash -ec 'docker() { :; }'$'\n'"$steps")
    for name in $(sed -n 's/^ *file: //p; s/^ *- \.\/\([A-Za-z]*\):.*/\1/p' deploy/compose.yml) .env; do
        [ -s "$dir/program/gangway-compose/$name" ] || die "docs/install.md does not make $name, which deploy/compose.yml needs"
    done
    if have docker && docker compose version >/dev/null 2>&1; then
        docker compose --project-directory "$dir/program/gangway-compose" -f deploy/compose.yml config -q
    else
        not_checked "what Docker says to deploy/compose.yml" "Docker is missing"
    fi
}

(cd dist && sha256sum -c --quiet SHA256SUMS)
mkdir "$dir/program"
tar -C "$dir/program" --strip-components 1 -xf dist/gangway-"$version"-*-linux.tar.gz
program=$dir/program/gangway
start=$SECONDS
try_archive
try_package
try_unit
try_image
try_deployment
say "What is in dist/ works ($((SECONDS - start)) s)"
