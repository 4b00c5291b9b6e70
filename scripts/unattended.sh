# SPDX-License-Identifier: Apache-2.0
# Sourced by other scripts: whether nobody is there to read what was left out, as in continuous integration.
# shellcheck shell=sh
unattended() { [ -n "${FABULA_CI:-}${CI:-}" ]; }
