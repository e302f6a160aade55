#!/usr/bin/env bash
# Runs the configurations of deploy/ and docs/install.md as they are: Caddy, nginx, and PostgreSQL over TLS.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/lib.sh
. "$here/lib.sh"
cd "$ROOT"
"$here/build.sh"

gangway=$PROGRAM
host=partners.acme.example
# Below those that connections take for themselves.
port=$((20000 + RANDOM % 10000))
behind=$((port + 1))
dir=$(mktemp -d /tmp/gangway-recipes.XXXXXX)
chmod 755 "$dir"
# shellcheck disable=SC2317 # reached by the trap
stop() {
    # shellcheck disable=SC2046 # several
    kill $(jobs -p) 2>/dev/null || true
    wait 2>/dev/null || true
    rm -rf "$dir"
}
trap stop EXIT

# recipe LANGUAGE: the first block of that language in the documentation.
recipe() { awk -v fence="\`\`\`$1" '$0 == fence { on = 1; next } on && /^```/ { exit } on' docs/install.md; }

# certificate HOST: HOST.pem and HOST.key, of the authority in ca.pem.
certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ca \
        -keyout "$dir/ca.key" -out "$dir/ca.pem" 2>/dev/null
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$dir/$1.key" \
        -out "$dir/$1.csr" 2>/dev/null
    openssl x509 -req -in "$dir/$1.csr" -CA "$dir/ca.pem" -CAkey "$dir/ca.key" -CAcreateserial -days 2 \
        -extfile <(printf 'subjectAltName=DNS:%s' "$1") -out "$dir/$1.pem" 2>/dev/null
}

# until_it WORKS...: tries for half a minute.
until_it() {
    local tries
    for tries in $(seq 300); do
        "$@" >/dev/null 2>&1 && return
        sleep 0.1
    done
    die "it did not work for half a minute ($tries tries): $*"
}

expect() { grep -q "$1" "$2" || { cat "$2" >&2; die "$3: no \"$1\""; }; }
refuse() { ! grep -q "$1" "$2" || { cat "$2" >&2; die "$3: \"$1\""; }; }

# ask PATH ARGS...: as a visitor at another address, through the proxy.
ask() {
    local path=$1
    shift
    curl -sS --cacert "$dir/ca.pem" --resolve "$host:$port:127.0.0.1" --interface 127.0.0.2 -b "$dir/jar" -c "$dir/jar" \
        -H 'Sec-Fetch-Site: same-origin' "$@" "https://$host:$port$path"
}

# behind_proxy NAME COMMAND...: Gangway as the recipe sets it up, behind the proxy that COMMAND runs.
behind_proxy() {
    local name=$1 log=$dir/$1.log server proxy link
    shift
    say "Trying $name"
    rm -rf "$dir/data" "$dir/jar"
    export GANGWAY_PUBLIC_URL=https://$host:$port GANGWAY_LISTEN=127.0.0.1:$behind GANGWAY_DATA_DIR=$dir/data
    if "$gangway" serve >"$log" 2>&1; then die "Gangway starts without GANGWAY_TRUSTED_PROXIES"; fi
    expect GANGWAY_TRUSTED_PROXIES "$log" "without the setting"
    GANGWAY_TRUSTED_PROXIES=1 "$gangway" serve >"$log" 2>&1 &
    server=$!
    "$@" >"$dir/proxy.log" 2>&1 &
    proxy=$!
    until_it ask /healthz -f

    link=$(grep -o "https://$host:$port/activate/[A-Za-z0-9_-]*" "$log") || die "no link with the public address"
    ask "${link#"https://$host:$port"}" -o /dev/null -D "$dir/head" -H 'X-Forwarded-Host: evil.example'
    expect '__Host-gangway_activation=.*Secure' "$dir/head" "the link"
    refuse evil.example "$dir/head" "the link"
    ask /api/invitations/set-up -o /dev/null -D "$dir/head" -H 'Accept: text/html' \
        --data-urlencode 'form[organisation]=Acme' --data-urlencode 'form[first_name]=Olga' \
        --data-urlencode 'form[last_name]=Orlov' --data-urlencode 'form[email]=olga@acme.example' \
        --data-urlencode 'form[password]=seven quiet harbour lanterns'
    expect '__Host-gangway_session=' "$dir/head" "the first owner"

    ask /live -N --max-time 3 -D "$dir/head" -o "$dir/live" 2>/dev/null || true
    expect 'content-type: text/event-stream' <(tr '[:upper:]' '[:lower:]' <"$dir/head") "the stream"
    ask /api/account/sign-in -o /dev/null -H 'X-Forwarded-For: 203.0.113.9' \
        --data-urlencode 'form[email]=olga@acme.example' --data-urlencode 'form[password]=not this one'
    expect 'Sign-in failed.*127\.0\.0\.2' "$log" "the visitor's address"
    refuse 203.0.113.9 "$log" "an address that the visitor made up"
    refuse /activate/ "$dir/proxy.log" "a link in the proxy's log"

    kill "$proxy" "$server"
    wait "$proxy" "$server" 2>/dev/null || true
}

caddyfile() {
    printf '{\n admin off\n auto_https disable_redirects\n}\n'
    sed "/GANGWAY_HOST/a tls $dir/$host.pem $dir/$host.key" deploy/Caddyfile
}

nginx_conf() {
    printf 'daemon off;\npid %s/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\n' "$dir"
    printf 'access_log /dev/stderr;\n'
    local kind
    for kind in client_body proxy fastcgi uwsgi scgi; do printf '%s_temp_path %s/%s;\n' $kind "$dir" $kind; done
    sed "s|listen 443|listen $port|; s|/etc/ssl/$host|$dir/$host|; s|127.0.0.1:3000|127.0.0.1:$behind|" deploy/nginx.conf
    printf '}\n'
}

# With the address of a PostgreSQL on this machine in TEST_DATABASE_URL.
postgres() {
    say "Trying PostgreSQL over TLS"
    local server=${TEST_DATABASE_URL#*@}
    server=${server%%/*}
    certificate localhost
    chown postgres "$dir/localhost.key" 2>/dev/null || true
    psql -q "$TEST_DATABASE_URL" -c "alter system set ssl_cert_file = '$dir/localhost.pem'" \
        -c "alter system set ssl_key_file = '$dir/localhost.key'" -c 'alter system set ssl = on' -c 'select pg_reload_conf()' >/dev/null
    # The role that set this PostgreSQL up has the name already.
    recipe sql | sed 's/gangway/partners/g' | psql -q -v ON_ERROR_STOP=1 "$TEST_DATABASE_URL"
    local url
    url=$(awk -F"'" '/^export DATABASE_URL=/ { print $2 }' docs/install.md)
    url=${url//gangway/partners}
    url=${url/db.acme.example/localhost:${server##*:}}
    # A database on this machine would do without.
    export DATABASE_URL=${url/\/etc\/ssl\/acme-ca.pem/$dir/ca.pem}\&sslmode=verify-full
    export GANGWAY_DATA_DIR=$dir/data
    until_it "$gangway" migrate
    "$gangway" doctor >"$dir/doctor" || true
    expect 'encrypted and its certificate is verified' "$dir/doctor" "doctor"
    "$gangway" backup "$dir/backup" >/dev/null
    certificate localhost
    if "$gangway" migrate >"$dir/other" 2>&1; then die "a PostgreSQL of another authority was trusted"; fi
}

if [ "${1:-}" = postgres ]; then postgres; exit; fi
if ! have openssl || ! have curl; then
    apt_install "the recipes are tried with them" openssl curl || { not_checked "the recipes of docs/install.md" "openssl or curl is missing"; exit; }
fi
certificate "$host"
if have caddy || apt_install "its recipe is tried" caddy; then
    caddyfile >"$dir/Caddyfile"
    behind_proxy Caddy env XDG_DATA_HOME="$dir" XDG_CONFIG_HOME="$dir" GANGWAY_HOST="https://$host:$port" \
        GANGWAY_UPSTREAM="127.0.0.1:$behind" caddy run --adapter caddyfile --config "$dir/Caddyfile"
else
    not_checked "the recipe for Caddy" "Caddy is missing"
fi
if have nginx || apt_install "its recipe is tried" nginx-light; then
    nginx_conf >"$dir/nginx.conf"
    behind_proxy nginx nginx -c "$dir/nginx.conf" -p "$dir"
else
    not_checked "the recipe for nginx" "nginx is missing"
fi
if have psql; then
    "$here/postgres.sh" -- "$here/recipes.sh" postgres
else
    not_checked "the recipe for PostgreSQL" "psql is missing"
fi
say "The recipes of docs/install.md work"
