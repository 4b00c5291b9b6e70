# SPDX-License-Identifier: Apache-2.0
"""What a report costs: `python -m benchmarks.report` prints processor time by part, and the size of the page."""

from __future__ import annotations

import gc
import time
from pathlib import Path

from fabula import files
from fabula.api.reports import page_of
from fabula.diagnostics import Source
from fabula.usecases.report import Reporting, report_of

WORLDS = Path(__file__).parents[1] / "worlds"
REPORTED = ("gates/gates.md", "puddle/puddle.md", "heist/heist.md", "cloak/cloak.md", "puddle/puddle.world")
RUNS = 3


def main() -> None:
    """Print a row for each text: the least of three runs."""
    print(
        "| text | events | what-ifs | gathering s | pictures and page s | page alone s | KiB | without pictures KiB |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name in REPORTED:
        print(measured(name), flush=True)


def measured(name: str) -> str:
    """The row of a text."""
    source = files.read(str(WORLDS / name))
    assert isinstance(source, Source)
    how = Reporting()
    gathering, drawing, writing = [], [], []
    full = plain = ""
    events = what_ifs = 0
    for _ in range(RUNS):
        gc.collect()
        began = time.process_time()
        report = report_of(source, files.open_file, how)
        gathered = time.process_time()
        full = page_of(report, files.open_file, how).html
        drawn = time.process_time()
        plain = page_of(report, files.open_file, how, drawn=False).html
        writing.append(time.process_time() - drawn)
        drawing.append(drawn - gathered)
        gathering.append(gathered - began)
        events = sum(len(story.asides) if report.of_world else _events(story.chronicle) for story in report.stories)
        what_ifs = sum(len(story.what_ifs) for story in report.stories)
    times = " | ".join(f"{min(each):.2f}" for each in (gathering, drawing, writing))
    sizes = " | ".join(f"{len(each.encode()) / 1024:,.0f}" for each in (full, plain))
    return f"| {name} | {events} | {what_ifs} | {times} | {sizes} |"


def _events(chronicle: object) -> int:
    return len(getattr(chronicle, "events", ()))


if __name__ == "__main__":
    main()
