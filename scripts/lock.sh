#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Writes requirements.lock: the newest versions that fit pyproject.toml, resolved for a fresh environment. Nothing is compiled.
set -eu
. scripts/python.sh

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo "[1/2] Resolving for a fresh environment"
"$python" -m venv "$folder"
"$folder/bin/python" -m pip install -qq --disable-pip-version-check --dry-run --ignore-installed --report "$folder/report.json" '.[dev]'
echo "[2/2] Writing requirements.lock"
"$folder/bin/python" - "$folder/report.json" > "$folder/requirements.lock" << 'END'
import json
import sys

with open(sys.argv[1], encoding="utf-8") as report:
    packages = [entry["metadata"] for entry in json.load(report)["install"]]
print("# Made by 'make lock' from pyproject.toml: every package needed to build, run, check and test Fabula.")
for package in sorted(packages, key=lambda package: package["name"].lower()):
    if package["name"] != "fabula":
        print(f"{package['name']}=={package['version']}")
END
cp "$folder/requirements.lock" requirements.lock
