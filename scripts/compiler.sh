#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Ends with a plain message where there is no C++ compiler; CMakeLists.txt says the same to those who come by pip.

compiler=
for candidate in ${CXX:-c++ g++ clang++ cl}; do
    if command -v "$candidate" > /dev/null; then
        compiler=$candidate
        break
    fi
done

if [ -z "$compiler" ]; then
    echo "Fabula's native engine is compiled here, and there is no compiler of C++20 on the path${CXX:+ by the name $CXX}." >&2
    echo "Install one (Debian and Ubuntu: apt install g++; macOS: xcode-select --install;" >&2
    echo "Windows: Visual Studio Build Tools with \"Desktop development with C++\")," >&2
    echo "or say where it is: make CXX=/path/to/c++" >&2
    exit 1
fi
