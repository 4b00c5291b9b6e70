#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The main job on the founding worlds: do their manuscripts hold, what stories do they tell, and what does it look like
# when somebody breaks one?
set -eu
fabula=.venv/bin/fabula

say() { printf '\n---- %s\n' "$*"; }

run() {
    printf '\n$ fabula %s\n' "$*"
    "$fabula" "$@"
}

for folder in worlds/gates worlds/puddle; do
    name=${folder#worlds/}
    say "$name: does the manuscript hold?"
    run check "$folder/$name.md"
    say "$name: the shortest story in character to every ending that it declares"
    run tell "$folder/$name.world" --length 14
done

say "The gates once more, with three things wrong in the telling"
code=0
run check worlds/gates/broken.md || code=$?
if [ "$code" -ne 1 ]; then
    echo "The broken manuscript should have ended with exit code 1, not $code." >&2
    exit 1
fi
printf '\nThat is what a break looks like (exit code 1).\nAll of this was checked, told and shown as it should be.\n'
