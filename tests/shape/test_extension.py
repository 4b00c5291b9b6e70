# SPDX-License-Identifier: Apache-2.0
"""The extension `_fabula` is what its stub says, and of the source that lies beside it."""

import os
import subprocess
import sys
from pathlib import Path

import _fabula
from fabula.engine.ground_format import BEGIN

ROOT = Path(__file__).parents[2]


def test_the_extension_reads_the_format_that_is_written() -> None:
    assert _fabula.version == BEGIN


def test_the_stub_says_what_the_extension_has(tmp_path: Path) -> None:
    allowed = tmp_path / "allowed"
    allowed.write_text("_fabula.Engine\n", encoding="utf-8")  # nanobind's metaclass is nobody's business
    stubtest = [
        sys.executable,
        "-m",
        "mypy.stubtest",
        "_fabula",
        "--ignore-disjoint-bases",
        "--allowlist",
        str(allowed),
    ]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(
        stubtest, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout
