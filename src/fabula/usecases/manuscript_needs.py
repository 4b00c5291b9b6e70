# SPDX-License-Identifier: Apache-2.0
"""What a manuscript needs of an engine before anything is asked: limits, events, minds, facts that are to change.

A check and every question about a story set their engine up from the same four.
"""

from __future__ import annotations

from dataclasses import replace

from fabula.engine.ground_reading import assignments
from fabula.model.answers import EventCall
from fabula.model.expression import Effect
from fabula.model.limits import Limits
from fabula.model.manuscript import EventAnnotation, Expectation, Holds, InCharacter, Manuscript, Possible, Waiver
from fabula.records import dataclass
from fabula.usecases.check_setting import minds_in


@dataclass(frozen=True, slots=True)
class Overrides:
    """Limits that go before those of the manuscript; None leaves them."""

    imagine: int | None = None
    minds: int | None = None


NO_OVERRIDES = Overrides()


def limits_of(manuscript: Manuscript | None, overrides: Overrides) -> Limits:
    """The limits of the options, else of the manuscript, else the usual ones."""
    usual = Limits()
    imagine = (overrides.imagine, None if manuscript is None else manuscript.imagine, usual.imagine)
    minds = (overrides.minds, None if manuscript is None else manuscript.minds, usual.minds)
    return replace(
        usual,
        imagine=next(each for each in imagine if each is not None),
        minds=next(each for each in minds if each is not None),
    )


def calls_of(manuscript: Manuscript) -> tuple[EventCall, ...]:
    """Every event that the manuscript names."""
    calls: list[EventCall] = []
    for annotation in manuscript.annotations:
        match annotation:
            case EventAnnotation(event) | Expectation(Possible(event) | InCharacter(event)):
                calls.append(event)
            case Expectation() | Waiver():
                pass
    return tuple(dict.fromkeys(calls))


def deepest_of(manuscript: Manuscript | None) -> int:
    """How many minds inside minds the deepest expectation asks about."""
    annotations = () if manuscript is None else manuscript.annotations
    claims = (annotation.claim for annotation in annotations if isinstance(annotation, Expectation))
    asked = [minds_in(claim.condition) for claim in claims if isinstance(claim, Holds)]
    stated = [] if manuscript is None else [len(each.believers) for each in assignments(starts_of(manuscript))]
    return max([*asked, *stated], default=0)


def starts_of(manuscript: Manuscript) -> tuple[Effect, ...]:
    """All that the counterfactuals say about the start."""
    expectations = (annotation for annotation in manuscript.annotations if isinstance(annotation, Expectation))
    changes = (expectation.instead for expectation in expectations if expectation.instead is not None)
    return tuple(effect for change in changes for effect in change.start)
