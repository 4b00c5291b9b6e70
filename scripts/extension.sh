#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the extension _fabula from native/ into src/, where PYTHONPATH=src finds it; only what has changed is compiled.
# `extension.sh test` also builds and runs the native engine's own tests, from the same objects.
# PYTHON is an interpreter that has nanobind; without it, the one in .venv.
set -eu
. scripts/compiler.sh
python=${PYTHON:-.venv/bin/python}
folder=build/extension
# cmake and ninja from the package index, where the machine has none
PATH=$PATH:$("$python" -c 'import os, sys; print(os.path.dirname(os.path.abspath(sys.executable)))')
export PATH

generator=
if [ ! -f "$folder/CMakeCache.txt" ] && command -v ninja > /dev/null; then
    generator="-G Ninja"
fi
mkdir -p "$folder"
# shellcheck disable=SC2086
cmake -S . -B "$folder" $generator -DCMAKE_BUILD_TYPE=Release -DFABULA_IN_SOURCE=ON -DPython_EXECUTABLE="$python" \
    -Dnanobind_DIR="$("$python" -m nanobind --cmake_dir)" > "$folder/configure.log" 2>&1 ||
    { cat "$folder/configure.log" >&2; exit 1; }

case ${1:-} in
    test) target=all ;;
    *) target=_fabula ;;
esac
cmake --build "$folder" --target "$target" > "$folder/build.log" 2>&1 || { cat "$folder/build.log" >&2; exit 1; }
if [ "$target" = all ]; then
    ctest --test-dir "$folder" --output-on-failure > "$folder/test.log" 2>&1 || { cat "$folder/test.log" >&2; exit 1; }
    tail -n 3 "$folder/test.log" | head -n 1
fi
