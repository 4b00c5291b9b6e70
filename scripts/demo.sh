#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The main job on the founding worlds: do their manuscripts hold, what stories do they tell, what does it look like when
# somebody breaks one, and what do the stories look like?
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
printf '\nThat is what a break looks like (exit code 1).\n'

say "The stories as pictures, and everything about each on one page"
run draw worlds/gates/gates.md --text
mkdir -p build/demo
for name in gates puddle; do
    run draw "worlds/$name/$name.md" -o "build/demo/$name.svg"
    run report "worlds/$name/$name.md" -o "build/demo/$name.html" --force
done

cat << 'END'

All of this was checked, told, shown and drawn as it should be.
Open build/demo/gates.html in a browser; or all of it, to write and to play:

  .venv/bin/fabula studio
END
