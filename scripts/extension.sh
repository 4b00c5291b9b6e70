#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the extension _fabula from native/ into src/, where PYTHONPATH=src finds it; only what has changed is compiled.
# PYTHON is an interpreter that has nanobind; without it, the one in .venv.
set -eu
python=${PYTHON:-.venv/bin/python}
folder=build/extension
directory=$("$python" -c 'import os, sys; print(os.path.dirname(os.path.abspath(sys.executable)))')
PATH=$PATH:$directory  # cmake and ninja from the package index, where the machine has none
export PATH
mkdir -p "$folder"
generator=
if [ ! -f "$folder/CMakeCache.txt" ] && command -v ninja > /dev/null; then
    generator="-G Ninja"
fi
cmake -S . -B "$folder" $generator -DCMAKE_BUILD_TYPE=Release -DFABULA_IN_SOURCE=ON -DPython_EXECUTABLE="$python" \
    -Dnanobind_DIR="$("$python" -m nanobind --cmake_dir)" > "$folder/configure.log" 2>&1 || { cat "$folder/configure.log" >&2; exit 1; }
cmake --build "$folder" --target _fabula > "$folder/build.log" 2>&1 || { cat "$folder/build.log" >&2; exit 1; }
