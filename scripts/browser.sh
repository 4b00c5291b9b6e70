#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the browser tests need: Chromium, and fonts for every script that names are written in. Debian's are installed where
# they are missing and can be. Without them the browser tests are skipped, and in continuous integration this is a failure.
set -u
. scripts/unattended.sh
wanted="chromium fonts-dejavu-core fonts-noto-core fonts-noto-cjk"

browser() { [ -n "${FABULA_CHROMIUM:-}" ] || command -v chromium > /dev/null || command -v google-chrome > /dev/null; }

# Elsewhere than on Debian, and without its tools, only the browser is looked for.
missing() {
    if command -v dpkg-query > /dev/null && [ -z "${FABULA_CHROMIUM:-}" ]; then
        for package in $wanted; do
            dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || return 0
        done
    fi
    ! browser
}

missing || exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then
    echo "== browser: installing Debian's $wanted (up to two minutes)"
    # shellcheck disable=SC2086
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $wanted; } \
        > /dev/null 2>&1 || true
fi
browser && exit 0
echo "== browser: Chromium is not here, so the browser tests are not run. Install it (Debian: apt install $wanted)," >&2
echo "   or say where it is: FABULA_CHROMIUM=/path/to/chromium" >&2
unattended && exit 1
exit 0
