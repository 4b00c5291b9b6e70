# SPDX-License-Identifier: Apache-2.0
"""The what-ifs that a manuscript names in its expectations (`@ expect without …`, `@ expect with …`), each answered."""

from __future__ import annotations

from collections.abc import Callable

from fabula.diagnostics import Source
from fabula.engine.choose import MakeEngine
from fabula.engine.port import Cancel
from fabula.language.manuscript_prose import Prose, WrittenChange
from fabula.model.checked import CheckAnswer
from fabula.model.manuscript import Manuscript
from fabula.model.report import NamedWhatIf
from fabula.model.world import World
from fabula.usecases.manuscript_needs import Overrides
from fabula.usecases.whatif import what_if_of
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import Asking


def named_what_ifs(  # noqa: PLR0913, PLR0917 -- all that a what-if is asked with
    manuscript: Manuscript,
    world: World,
    prose: Prose,
    checked: CheckAnswer,
    open_file: Callable[[str, str], Source | None],
    make_engine: MakeEngine,
    overrides: Overrides,
    cancel: Cancel,
) -> tuple[NamedWhatIf, ...]:
    """The what-ifs in the order in which they are first named; the same change is answered once."""
    held = {expectation.span: expectation for expectation in checked.expectations}
    named: dict[str, list[WrittenChange]] = {}
    for change in prose.changes:
        named.setdefault(change.whole, []).append(change)
    asking = Asking(make_engine, overrides, outlooks=False, cancel=cancel)
    found: list[NamedWhatIf] = []
    for whole, changes in named.items():
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
