# SPDX-License-Identifier: Apache-2.0
"""A what-if in words: what was expected of it, where the stories part, what happens then, and how it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fabula.diagnostics import Source
from fabula.model.report import NamedWhatIf
from fabula.model.values import show_value
from fabula.model.whatif import Fate, Parting, Step, WhatIfAnswer
from fabula.records import dataclass
from fabula.render.reasons import listed
from fabula.render.report.findings import Finding, findings_of
from fabula.render.stories import LIMIT_WORDS

MOST = 40
"""So many facts that come out differently are named; the others are counted."""


@dataclass(frozen=True, slots=True)
class Beat:
    """An event of the told story and what becomes of it: `mark` is a word for the page's style."""

    number: int
    told: str
    happens: tuple[str, ...]
    said: str
    mark: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that comes out differently at the end."""

    fact: str
    told: str
    changed: str


@dataclass(frozen=True, slots=True)
class WhatIfNote:
    """A what-if to be shown."""

    change: str
    claims: tuple[tuple[str, bool | None], ...]
    parting: str
    beats: tuple[Beat, ...]
    differences: tuple[Difference, ...]
    more: int
    endings: str
    remarks: tuple[str, ...]
    problems: tuple[Finding, ...]


def what_if_note(named: NamedWhatIf, endings: Mapping[str, str | None], sources: Mapping[str, Source]) -> WhatIfNote:
    """The what-if in words; `endings` are the texts of the world's endings by name."""
    problems = findings_of(named.problems, sources)
    answer = named.answer
    if answer is None:
        return WhatIfNote(named.change, named.claims, "", (), (), 0, "", (), problems)
    differences = tuple(
        Difference(each.fact, show_value(each.told), show_value(each.changed))
        for each in answer.story.view.facts
        if not each.people
    )
    return WhatIfNote(
        change=named.change,
        claims=named.claims,
        parting=_parting(answer),
        beats=tuple(_beat(step, answer.parting) for step in answer.story.steps),
        differences=differences[:MOST],
        more=max(len(differences) - MOST, 0),
        endings=_endings(answer, endings),
        remarks=tuple(_remarks(answer)),
        problems=problems,
    )


def _parting(answer: WhatIfAnswer) -> str:
    """Where the stories part, in a sentence."""
    parting = answer.parting
    if parting is None:
        return "Every other event happens as it is told." if answer.story.steps else "Nothing differs."
    why = f": {listed(parting.why)}" if parting.why else ""
    match parting.fate:
        case Fate.IMPOSSIBLE:
            return f"The stories part at event {parting.number}, `{parting.event}`, which cannot happen{why}."
        case Fate.OUT_OF_CHARACTER:
            return f"The stories part at event {parting.number}, `{parting.event}`{why}."
        case _:
            return f"The stories part at event {parting.number}, `{parting.event}`, which others see{why}."


def _beat(step: Step, parting: Parting | None) -> Beat:
    """An event on both sides. Why one cannot happen is told where the stories part; what follows from that is not."""
    parts = parting is not None and parting.number == step.number
    match step.fate:
        case Fate.AS_TOLD:
            said, mark = "", "as-told"
        case Fate.LEFT_OUT:
            said, mark = "left out", "left-out"
        case Fate.INSTEAD:
            said, mark = "instead", "instead"
        case Fate.IMPOSSIBLE:
            said, mark = f"cannot happen: {listed(step.why)}" if parts and step.why else "cannot happen then", "gone"
        case Fate.OUT_OF_CHARACTER:
            said, mark = listed(step.why) if step.why else "nobody would", "gone"
        case _:
            said, mark = "seen by others", "otherwise"
    return Beat(step.number, step.text, step.happens_text, said, f"{mark} parts" if parts else mark)


def _endings(answer: WhatIfAnswer, texts: Mapping[str, str | None]) -> str:
    """How both stories end."""
    told, changed = _ending_words(answer.endings, texts), _ending_words(answer.story.endings, texts)
    if answer.endings == answer.story.endings:
        return f"Both stories come to {told}."
    return f"As told, the story comes to {told}; now to {changed}."


def _ending_words(names: Iterable[str], texts: Mapping[str, str | None]) -> str:
    said = tuple(f"“{(texts.get(name) or name).rstrip('.')}”" for name in names)
    return listed(said) if said else "no ending"


def _remarks(answer: WhatIfAnswer) -> Iterable[str]:
    """What keeps the answer from being whole."""
    if answer.broken is not None:
        yield answer.broken
    if answer.limit is not None:
        yield f"Gave up, since {LIMIT_WORDS.get(answer.limit, answer.limit)}: this is what was found out so far."
