#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes .venv with the locked packages and Fabula itself; safe to repeat, and to interrupt.
set -eu
. scripts/python.sh
. scripts/compiler.sh

if ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
    echo "[1/3] Making a virtual environment in .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
else
    echo "[1/3] Using the virtual environment in .venv"
fi

# cmake and ninja are taken from the machine where it has them.
lock=.venv/requirements.txt
cp requirements.lock "$lock"
for tool in cmake ninja; do
    if command -v "$tool" > /dev/null; then
        grep -v "^$tool==" "$lock" > "$lock.less"
        mv "$lock.less" "$lock"
    fi
done

quiet="-qq --disable-pip-version-check"
echo "[2/3] Installing $(grep -c '==' "$lock") locked packages (the first time this takes up to a minute)"
if ! .venv/bin/python -m pip install $quiet -r "$lock"; then
    echo "The packages of requirements.lock could not be installed; what pip says above tells why." >&2
    echo "Without a connection, point pip at a folder of packages: PIP_FIND_LINKS=/folder PIP_NO_INDEX=1 make" >&2
    exit 1
fi

echo "[3/3] Compiling the native engine and installing Fabula from src (the first time this takes half a minute)"
.venv/bin/python -m pip install $quiet --no-deps --no-build-isolation --editable .
