# SPDX-License-Identifier: Apache-2.0
"""Runs a measurement in a process of its own, with a bound on time and memory, and gives what it printed."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
GRACE = 30.0
"""Seconds beyond its own bound after which a process is ended."""


def answered(module: str, arguments: Sequence[str], seconds: float, mebibytes: int) -> dict[str, Any]:
    """The JSON object that `python -m MODULE ARGUMENTS` prints; where it prints none, an `outcome` that says why."""
    command = [sys.executable, "-m", module, *arguments]

    def bound() -> None:
        size = mebibytes * 2**20
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))

    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=seconds + GRACE, check=False, preexec_fn=bound
        )
    except subprocess.TimeoutExpired:
        return {"outcome": "did not stop"}
    if done.returncode != 0 or not done.stdout.strip():
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return {"outcome": f"failed: {last}"}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def seconds_of(command: Sequence[str], times: int) -> list[float]:
    """The wall seconds of a command, so many times, each from a cold process."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        found.append(time.perf_counter() - began)
    return found
