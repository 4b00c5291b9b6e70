# SPDX-License-Identifier: Apache-2.0
"""`python -m benchmarks [published] [growth] [startup] [throughput]`: all of them where none is named.

Prints tables, writes what was measured to `build/benchmarks/last.json`, and says beside each figure what the run before
it gave.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from typing import Any

from benchmarks import growth, published
from benchmarks.running import ROOT, seconds_of

LAST = ROOT / "build" / "benchmarks" / "last.json"
PARTS = ("published", "growth", "startup", "throughput")
COMMANDS = {
    "fabula --help": ["--help"],
    "fabula check gates": ["check", "worlds/gates/gates.md"],
    "fabula check puddle": ["check", "worlds/puddle/puddle.md"],
}
Figures = dict[str, Any]


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all of them if none is named")
    parser.add_argument("--only", default="", metavar="NAME", help="published problems whose name has this in it")
    parser.add_argument("--engine", default="native", help="native or reference")
    parser.add_argument("--seconds", type=float, default=120.0, help="for each search")
    asked = parser.parse_args()
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"there is no part called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    before: Figures = json.loads(LAST.read_text(encoding="utf-8")) if LAST.is_file() else {}
    now: Figures = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "engine": asked.engine}
    for part in asked.parts or PARTS:
        measure = {"published": _published, "growth": _growth, "startup": _startup, "throughput": _throughput}[part]
        now[part] = measure(asked, before.get(part, {}))
    LAST.parent.mkdir(parents=True, exist_ok=True)
    LAST.write_text(json.dumps({**before, **now}, indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten to {LAST.relative_to(ROOT)}.")


def _published(asked: argparse.Namespace, before: Figures) -> Figures:
    """The table of published problems."""
    print("Published problems: milliseconds; `peer` is the best of its twelve published configurations\n")
    columns = f"{'problem':17}{'outcome':>9}{'events':>7}{'load':>7}{'ground':>7}{'search':>10}{'last':>10}"
    print(f"{columns}{'peer':>11}  {'':10}{'ratio':>8}{'states':>10}{'/s':>9}{'MiB':>6}")
    rows = []
    for row in published.rows(asked.only, asked.engine, asked.seconds):
        rows.append(row)
        print(_published_line(row, before.get(row.name, {})), flush=True)
    mean = published.geometric_mean(rows)
    if not rows:
        print(f"(no problems: set FABULA_SABRE, or put the data into {published.DATA.name})")
    elif mean is not None:
        print(f"\nGeometric mean of the ratios where the peer's best needs more than 100 ms: {mean:,.0f}")
    return {row.name: published.data(row) for row in rows}


def _published_line(row: published.Row, last: Figures) -> str:
    """A line of the table."""
    found = row.measured
    states, search = found.get("states", 0), max(found.get("search_seconds", 0.0), 1e-6)
    return (
        f"{row.name:17}{_outcome(found):>9}{found.get('story') or '':>7}{_ms(found, 'load'):>7}"
        f"{_ms(found, 'ground'):>7}{_ms(found, 'search'):>10}{_ms(last, 'search'):>10}{_figure(row.best_ms):>11}"
        f"  {row.configuration:10}{_figure(row.ratio):>8}{states:>10,}{states / search:>9,.0f}"
        f"{found.get('peak_mib', 0):>6.0f}"
    )


def _growth(asked: argparse.Namespace, before: Figures) -> Figures:
    """How the work grows."""
    print("\nGrowth: the same world with more people, or with more events\n")
    print(
        f"{'series':9}{'size':>7}{'outcome':>10}{'ground ms':>11}{'search ms':>11}{'last':>9}{'states':>10}{'MiB':>6}"
    )
    found: Figures = {}
    for series, size, measured in growth.series(asked.engine, asked.seconds):
        name = f"{series} {size}"
        found[name] = measured
        print(
            f"{series:9}{size:>7,}{_outcome(measured):>10}{_ms(measured, 'ground'):>11}{_ms(measured, 'search'):>11}"
            f"{_ms(before.get(name, {}), 'search'):>9}{measured.get('states', 0):>10,}"
            f"{measured.get('peak_mib', 0):>6.0f}",
            flush=True,
        )
    return found


def _startup(_: argparse.Namespace, before: Figures) -> Figures:
    """Whole commands from a cold process: the median of seven."""
    print("\nWhole commands from a cold process: the median of seven, in milliseconds\n")
    found: Figures = {}
    for name, arguments in COMMANDS.items():
        times = sorted(seconds_of([sys.executable, "-m", "fabula", *arguments], 7))
        found[name] = times[3]
        last = f"{before[name] * 1000:.0f}" if name in before else ""
        print(f"{name:24}{times[3] * 1000:>7.0f}  (from {times[0] * 1000:.0f} to {times[-1] * 1000:.0f}; last {last})")
    return found


def _throughput(_: argparse.Namespace, before: Figures) -> Figures:
    """Steps a second of the native engine alone, by its own program."""
    print("\nRaw steps of the native engine\n")
    program = ROOT / "build" / "native" / "throughput"
    worlds = sorted((ROOT / "benchmarks" / "worlds").glob("*.world"))
    if not program.is_file():
        print("(run `make native` first)")
        return before
    found: Figures = {}
    for world in worlds:
        ground = LAST.parent / f"{world.stem}.ground"
        ground.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "fabula", "ground", str(world), "-o", str(ground)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        done = subprocess.run([program, ground], capture_output=True, text=True, check=False)
        print(f"{world.stem}:\n{done.stdout}")
        found[world.stem] = done.stdout.splitlines()
    return found


def _outcome(measured: Figures) -> str:
    return str(measured.get("limit") or measured.get("outcome", ""))[:9]


def _ms(measured: Figures, what: str) -> str:
    seconds = measured.get(f"{what}_seconds")
    return "" if seconds is None else f"{seconds * 1000:,.1f}" if seconds < 0.1 else f"{seconds * 1000:,.0f}"


def _figure(number: float | None) -> str:
    return "" if number is None else f"{number:,.1f}" if number < 100 else f"{number:,.0f}"


if __name__ == "__main__":
    main()
