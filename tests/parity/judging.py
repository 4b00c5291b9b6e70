# SPDX-License-Identifier: Apache-2.0
"""One random world judged: read, ground, and asked the same of the engines; the smallest text that they disagree on."""

from __future__ import annotations

from pathlib import Path

from fabula.diagnostics import Severity, Source
from fabula.engine.ground import ground
from fabula.engine.native import NativeEngine
from fabula.engine.reference import ReferenceEngine
from fabula.language import read_world
from fabula.model.ground import Program
from fabula.model.limits import Limits
from parity.comparing import Comparison, Disagreement
from parity.plain import PlainEngine, tiny
from parity.random_worlds import world_of
from parity.shrinking import smallest


class Unreadable(AssertionError):
    """A random world that the language does not take."""


def program_of(text: str) -> Program | None:
    """The program of a world's text; None if it cannot be one."""
    world, diagnostics, _ = read_world(Source("random.world", text), lambda *_: None)
    errors = [each for each in diagnostics if each.severity is Severity.ERROR]
    if world is None or errors:
        raise Unreadable(
            f"{errors[0].code if errors else 'nothing read'}: {errors[0].title if errors else ''}\n\n{text}"
        )
    program = ground(world)
    return program if isinstance(program, Program) else None


def limits_of(text: str) -> Limits:
    """The limits that the first line of a random world asks for."""
    words = text.partition("\n")[0].split()
    return Limits(length=3, imagine=int(words[words.index("imagine") + 1]), minds=int(words[words.index("minds") + 1]))


def judged(text: str) -> frozenset[str]:
    """What came up; raises `Disagreement`, and `Unreadable` if the text is no world."""
    program = program_of(text)
    if program is None:
        return frozenset({"no program"})
    return compared(program, limits_of(text))


def compared(program: Program, limits: Limits) -> frozenset[str]:
    """Ask the reference engine and the native engine, and of a tiny world the plain semantics too."""
    reference = ReferenceEngine(program, minds=limits.minds)
    noted = Comparison(reference, NativeEngine(program, minds=limits.minds), limits).all()
    if tiny(program, limits):
        plain = PlainEngine(program, reference.depth)
        Comparison(plain, reference, limits, exact=False).all()
        noted |= {"the plain semantics agrees"}
    return noted


def wrong(text: str) -> bool:
    """Whether the engines disagree on a text."""
    try:
        judged(text)
    except Disagreement:
        return True
    except (Unreadable, ValueError):
        return False
    return False


def report(text: str, folder: Path) -> str:
    """Keep a world that the engines disagree on, made as small as can be, in a file; what to say of it."""
    small = smallest(text, wrong)
    try:
        judged(small)
        found = "nothing, now: the answer hangs on something else than the world"
    except Disagreement as problem:
        found = str(problem)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{abs(hash(small)) % 10**8:08}.world"
    path.write_text(small, encoding="utf-8")
    return f"{found}\n\n{small}\nTo see it again: make parity WORLD={path}"


__all__ = ["Disagreement", "Unreadable", "compared", "judged", "report", "world_of"]
