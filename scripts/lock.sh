#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Writes requirements.lock: the newest versions that fit pyproject.toml, resolved in an environment of their own.
set -eu
. scripts/python.sh

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "[1/2] Resolving in a fresh environment"
"$python" -m venv "$folder"
"$folder/bin/python" -m pip install -qq --disable-pip-version-check --editable '.[dev]'
echo "[2/2] Writing requirements.lock"
{
    echo "# Made by 'make lock' from pyproject.toml: every package needed to run, check and test Fabula."
    "$folder/bin/python" -m pip freeze --exclude-editable | grep -E '^[A-Za-z0-9._-]+==[A-Za-z0-9.!+-]+$'
} >"$folder/requirements.lock"
cp "$folder/requirements.lock" requirements.lock
