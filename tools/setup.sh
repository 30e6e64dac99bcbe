#!/bin/sh
# tools/setup.sh PYTHON GROUP FOLDER [newest]: a virtual environment in FOLDER with Landform in editable mode and a
# group of tools: `dev` for development, `docs` for its pages. The releases are those of tools/locks/ (written by
# tools/lock.sh); with `newest` whatever pyproject.toml allows. Uses uv when it is on PATH, else pip.
set -eu
python="$1" group="$2" folder="$3" releases="${4:-locked}"
lock="tools/locks/$group.txt"
#: The pip that installs; a lock that a newer pip reads otherwise would be no lock.
pip_release="pip==26.3"
if command -v uv >/dev/null 2>&1; then
    [ -x "$folder/bin/python" ] || uv venv --python "$python" "$folder"
    set -- --python "$folder/bin/python" -e . --group "$group"
    if [ "$releases" = newest ]; then
        uv pip install --upgrade "$@"
    else
        uv pip install --constraint "$lock" --build-constraint "$lock" "$@"
    fi
else
    [ -x "$folder/bin/python" ] || "$python" -m venv "$folder"
    install() {
        "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    }
    if [ "$releases" = newest ]; then
        install --upgrade pip
        install --upgrade --upgrade-strategy eager -e . --group "$group"
    else
        install "$pip_release"
        install --constraint "$lock" --build-constraint "$lock" -e . --group "$group"
    fi
fi
