#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The pictures of the documentation, made anew.
set -eu
.venv/bin/python scripts/pictures.py
if command -v chromium > /dev/null; then
    PYTHONPATH=tests .venv/bin/python -m studio.pictures
else
    echo "Chromium is not installed: the pictures of the studio stay as they are."
fi
