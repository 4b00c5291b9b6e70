# SPDX-License-Identifier: Apache-2.0
"""A studio in a process of its own, as tests start it: on a folder, with bounds given as JSON; prints its address."""

import sys

import msgspec

from fabula.studio.bounds import Bounds
from fabula.studio.serving import listening
from fabula.studio.start import run_on


def said(address: str) -> None:
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    run_on(listening(0), sys.argv[1], said, msgspec.json.decode(sys.argv[2], type=Bounds))
