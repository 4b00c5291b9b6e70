# SPDX-License-Identifier: Apache-2.0
"""The what-ifs that a manuscript names in its expectations (`@ expect without …`, `@ expect with …`), each answered."""

from __future__ import annotations

from collections.abc import Callable

from fabula.diagnostics import Source
from fabula.language.manuscript_prose import Prose, WrittenChange
from fabula.model.checked import CheckAnswer
from fabula.model.manuscript import Manuscript
from fabula.model.report import NamedWhatIf
from fabula.model.world import World
from fabula.usecases.whatif import what_if_of
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import Asking


def named_what_ifs(
    manuscript: Manuscript,
    world: World,
    prose: Prose,
    checked: CheckAnswer,
    open_file: Callable[[str, str], Source | None],
    asking: Asking,
    say: Callable[[str], None],
) -> tuple[NamedWhatIf, ...]:
    """The what-ifs in the order in which they are first named; the same change is answered once.

    `say` is told which one is being worked on.
    """
    held = {expectation.span: expectation for expectation in checked.expectations}
    named: dict[str, list[WrittenChange]] = {}
    for change in prose.changes:
        named.setdefault(change.whole, []).append(change)
    found: list[NamedWhatIf] = []
    for whole, changes in named.items():
        say(f"What if {whole}")
        first = changes[0]
        asked = Changes(first.effects, first.without)
        answered = what_if_of(manuscript, world, open_file, asked, asking, {})
        claims = tuple(
            (expectation.text, expectation.holds)
            for change in changes
            if (expectation := held.get(change.span)) is not None
        )
        found.append(NamedWhatIf(whole, claims, answered.answer, answered.diagnostics))
    return tuple(found)
