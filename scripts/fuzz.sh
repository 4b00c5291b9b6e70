#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fuzzes the native engine, so many seconds (first argument) for each target, from the corpus of the repository and what
# earlier runs have found. What breaks is kept in build/native-fuzz. The corpus alone is tried by `make native` too.
set -eu
seconds=$1
folder=build/native-fuzz
compiler=${CLANG:-clang++}

runtime() { printf 'int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' |
    "$compiler" -x c -fsanitize=fuzzer,address - -o /dev/null 2> /dev/null; }

if ! runtime && [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    echo "== fuzz: clang with libFuzzer is not here; installing Debian's (clang, libclang-rt-dev)"
    { apt-get update && apt-get install -y --no-install-recommends clang libclang-rt-dev ||
        apt-get install -y --no-install-recommends clang libclang-rt-14-dev; } > /dev/null 2>&1 || true
fi
if ! runtime; then
    echo "make fuzz needs clang with libFuzzer and the sanitizers, and $compiler has them not or is not here." >&2
    echo "Install it (Debian: apt install clang libclang-rt-14-dev), or say where it is: CLANG=/path/to/clang++ make fuzz" >&2
    exit 1
fi

mkdir -p "$folder"
echo "== fuzz: building into $folder"
cmake -S native -B "$folder" -DCMAKE_CXX_COMPILER="$compiler" -DFABULA_FUZZ=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    > "$folder/configure.log" || { cat "$folder/configure.log"; exit 1; }
cmake --build "$folder" -j "${JOBS:-1}" --target fuzz_reader fuzz_world > "$folder/build.log" 2>&1 ||
    { cat "$folder/build.log"; exit 1; }

for target in reader world; do
    echo "== fuzz: $target, $seconds seconds"
    mkdir -p "$folder/corpus/$target"
    # Short bytes make worlds in which nothing happens, so the world target begins with long ones.
    [ $target = reader ] && options=-dict=native/fuzz/ground.dict || options="-len_control=0 -max_len=500"
    # shellcheck disable=SC2086
    "$folder/fuzz/fuzz_$target" $options -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
        -artifact_prefix="$folder/" -print_final_stats=1 \
        "$folder/corpus/$target" "native/fuzz/corpus/$target" > "$folder/$target.log" 2>&1 || {
        tail -n 60 "$folder/$target.log"
        echo "The world target shows the world of such a file: FABULA_FUZZ_SHOW=1 $folder/fuzz/fuzz_world FILE" >&2
        exit 1
    }
    grep -E 'number_of_executed_units|new_units_added' "$folder/$target.log"
done
