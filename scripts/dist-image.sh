#!/usr/bin/env bash
# dist-image.sh FOLDER VERSION: makes the image from the program in FOLDER, as one archive in dist/ that follows OCI's
# layout and Docker's. No daemon is needed: an image is a few JSON files beside a tar file.
set -euo pipefail

# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
stage=$1 version=$2
case $(uname -m) in
    x86_64) architecture=amd64 ;;
    aarch64) architecture=arm64 ;;
    *) die "an image for $(uname -m) has no name" ;;
esac
created=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)
# Nobody, with a number: `runAsNonRoot` of Kubernetes asks for one.
user=65532
root=target/image/root
layout=target/image/layout
blobs=$layout/blobs/sha256
rm -rf target/image
mkdir -p "$root/data" "$blobs"

# The authorities that mail servers and databases are trusted by are part of the program.
install -m 755 "$stage/gangway" "$root/gangway"
install -D -m 644 -t "$root/licences" "$stage"/{LICENSE-*,THIRD-PARTY-NOTICES.md}

packed() { tar --sort=name --numeric-owner --mtime="@$SOURCE_DATE_EPOCH" --format=ustar "$@"; }
# blob FILE: puts it where its sum says, and says the sum.
blob() {
    local sum
    sum=$(sha256sum "$1" | cut -d' ' -f1)
    mv "$1" "$blobs/$sum"
    echo "$sum"
}
# described TYPE SUM: what refers to it.
described() { printf '"mediaType": "%s", "digest": "sha256:%s", "size": %d' "$1" "$2" "$(stat -c %s "$blobs/$2")"; }

packed --owner=0 --group=0 --mode=go=rX -C "$root" -cf target/image/layer.tar ./gangway ./licences
# Volumes begin as copies of the folder, with its owner.
packed --owner=$user --group=$user --mode=u=rwx,go= -C "$root" -rf target/image/layer.tar ./data
content=$(sha256sum target/image/layer.tar | cut -d' ' -f1)
gzip -9n target/image/layer.tar
layer=$(blob target/image/layer.tar.gz)

# The publisher knows where the repository is.
source=${GANGWAY_SOURCE:+"
      \"org.opencontainers.image.source\": \"$GANGWAY_SOURCE\","}

cat >target/image/config <<JSON
{
  "created": "$created",
  "architecture": "$architecture",
  "os": "linux",
  "config": {
    "User": "$user:$user",
    "Entrypoint": ["/gangway"],
    "Cmd": ["serve"],
    "WorkingDir": "/data",
    "Env": ["GANGWAY_DATA_DIR=/data", "GANGWAY_LISTEN=0.0.0.0:3000"],
    "ExposedPorts": {"3000/tcp": {}},
    "Volumes": {"/data": {}},
    "Healthcheck": {
      "Test": ["CMD", "/gangway", "health"],
      "Interval": 30000000000, "Timeout": 10000000000, "StartPeriod": 60000000000, "Retries": 3
    },
    "Labels": {
      "org.opencontainers.image.title": "Gangway",
      "org.opencontainers.image.version": "$version",
      "org.opencontainers.image.revision": "$GANGWAY_COMMIT",$source
      "org.opencontainers.image.licenses": "MIT OR Apache-2.0"
    }
  },
  "rootfs": {"type": "layers", "diff_ids": ["sha256:$content"]},
  "history": [{"created": "$created", "created_by": "scripts/dist-image.sh"}]
}
JSON
config=$(blob target/image/config)

# Docker's types within OCI's layout: everything reads them, and OCI's own have no health check.
types=application/vnd.docker
cat >target/image/manifest <<JSON
{
  "schemaVersion": 2,
  "mediaType": "$types.distribution.manifest.v2+json",
  "config": {$(described $types.container.image.v1+json "$config")},
  "layers": [{$(described $types.image.rootfs.diff.tar.gzip "$layer")}]
}
JSON
manifest=$(blob target/image/manifest)

name=gangway:$version
cat >"$layout/index.json" <<JSON
{
  "schemaVersion": 2,
  "mediaType": "application/vnd.oci.image.index.v1+json",
  "manifests": [{
    $(described $types.distribution.manifest.v2+json "$manifest"),
    "platform": {"architecture": "$architecture", "os": "linux"},
    "annotations": {
      "io.containerd.image.name": "docker.io/library/$name",
      "org.opencontainers.image.ref.name": "$version"
    }
  }]
}
JSON
echo '{"imageLayoutVersion": "1.0.0"}' >"$layout/oci-layout"
cat >"$layout/manifest.json" <<JSON
[{"Config": "blobs/sha256/$config", "RepoTags": ["$name"], "Layers": ["blobs/sha256/$layer"]}]
JSON
packed --owner=0 --group=0 --mode=u=rwX,go=rX -C "$layout" -cf "dist/gangway-$version-image-$architecture.tar" \
    blobs index.json manifest.json oci-layout
