#!/bin/sh
# Writes tools/locks/ anew: the releases that development and continuous integration install, so that no release
# of somebody else's turns a door red. Users are bound only by the ranges in pyproject.toml.
#
# Run it to take newer releases, then `make check test`; `make test-latest` tells beforehand what they break.
set -eu
cd "$(dirname "$0")/.."
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv

compile() {  # compile INTO ARGUMENTS…
    into="$1"
    shift
    "$scratch/venv/bin/uv" pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
        --upgrade --output-file "$into" "$@"
}

for group in dev docs; do
    compile "tools/locks/$group.txt" pyproject.toml --all-extras --group "$group"
done
for client in tools/locks/clients/*.in; do
    compile "${client%.in}.txt" "$client"
done
# npm takes no addresses into the file, so that it installs from whichever registry is configured.
npm install --prefix tools/locks/npm --package-lock-only --omit-lockfile-registry-resolved --silent --no-audit --no-fund
