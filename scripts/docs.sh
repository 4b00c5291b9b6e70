#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The pictures of the documentation, made anew.
set -eu
.venv/bin/python scripts/pictures.py
