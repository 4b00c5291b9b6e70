#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the tests need from npm (tests/node/package.json), installed where it is missing or has changed. Without it those
# tests are skipped, and in continuous integration this is a failure.
set -u
. scripts/unattended.sh
lock=tests/node/package-lock.json
ready=tests/node/node_modules/.package-lock.json

[ -e "$ready" ] && [ ! "$lock" -nt "$ready" ] && exit 0
problem="npm is not here"
if command -v npm > /dev/null; then
    echo "== node: installing what tests/node/package.json names"
    (cd tests/node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) > /dev/null 2>&1 && {
        touch "$ready"
        exit 0
    }
    problem="npm could not install what $lock names"
fi
echo "== node: $problem, so the tests that need it are not run" >&2
unattended && exit 1
exit 0
