#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the native engine into the folder of the first argument and runs its tests; the other arguments go to CMake.
set -eu
folder=$1
shift
PATH=$PATH:$PWD/.venv/bin
for tool in cmake ctest; do
    command -v "$tool" > /dev/null || { echo "$tool is not on this machine; make setup brings it." >&2; exit 1; }
done
. scripts/compiler.sh
mkdir -p "$folder"
echo "== native: building into $folder"
cmake -S native -B "$folder" "$@" > "$folder/configure.log" || { cat "$folder/configure.log"; exit 1; }
cmake --build "$folder" -j "${JOBS:-2}" > "$folder/build.log" 2>&1 || { cat "$folder/build.log"; exit 1; }
echo "== native: tests"
ctest --test-dir "$folder" --output-on-failure
