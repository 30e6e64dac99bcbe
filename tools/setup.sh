#!/bin/sh
# Creates .venv with Landform in editable mode and a group of tools: `dev` for development, `docs` for its pages.
# uses uv when it is on PATH, else pip (25.1 or newer knows dependency groups).
set -eu
python="$1" group="$2"
if command -v uv >/dev/null 2>&1; then
    [ -x .venv/bin/python ] || uv venv --python "$python" .venv
    uv pip install --python .venv/bin/python -e . --group "$group"
else
    [ -x .venv/bin/python ] || "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --upgrade "pip>=25.1"
    .venv/bin/python -m pip install --quiet -e . --group "$group"
fi
