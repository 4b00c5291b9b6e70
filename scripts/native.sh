#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds the native engine into the folder of the first argument and runs its tests; the other arguments go to CMake.
set -eu
folder=$1
shift
for tool in cmake ctest; do
    command -v "$tool" > /dev/null || { echo "make native needs $tool, which is not on this machine."; exit 1; }
done
command -v "${CXX:-c++}" > /dev/null || { echo "make native needs a C++20 compiler (such as g++ 12)."; exit 1; }
mkdir -p "$folder"
echo "== native: building into $folder"
cmake -S native -B "$folder" "$@" > "$folder/configure.log" || { cat "$folder/configure.log"; exit 1; }
cmake --build "$folder" -j "${JOBS:-1}" > "$folder/build.log" 2>&1 || { cat "$folder/build.log"; exit 1; }
echo "== native: tests"
ctest --test-dir "$folder" --output-on-failure
