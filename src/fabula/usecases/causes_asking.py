# SPDX-License-Identifier: Apache-2.0
"""What a cause graph is asked to lead to: conditions, events of the story, endings, as a text names them."""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic
from fabula.model.answers import EventCall
from fabula.model.causes import CauseGraph, NodeKind
from fabula.model.expression import Expression
from fabula.model.world import World
from fabula.records import dataclass
from fabula.usecases.causes import ENDING
from fabula.usecases.moments import place_of
from fabula.usecases.problems import asking
from fabula.usecases.story import Story
from fabula.usecases.why_asking import Asked, AskedCondition, AskedEvent, read_asked

ABOUT = "--about"
ENDINGS = "endings"
"""What is asked for where all endings are meant that the story reaches."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What is asked about, as it was written and as it was read; `endings` stands for all that are reached."""

    texts: tuple[str, ...]
    asked: tuple[Asked | None, ...]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The conditions among them."""
        return tuple(each.condition for each in self.asked if isinstance(each, AskedCondition))

    @property
    def calls(self) -> tuple[EventCall, ...]:
        """The events among them."""
        return tuple(each.call for each in self.asked if isinstance(each, AskedEvent) and each.call is not None)

    @property
    def conditions(self) -> tuple[tuple[str, Expression], ...]:
        """The conditions that are no endings, with the texts that name them."""
        pairs = zip(self.texts, self.asked, strict=True)
        return tuple(
            (text, each.condition) for text, each in pairs if isinstance(each, AskedCondition) and each.ending is None
        )

    def among(self, graph: CauseGraph, story: Story) -> tuple[int, ...] | Diagnostic:
        """The numbers of the nodes that are asked about; what is not so at the end of the story is a problem."""
        names = {node.name: node.number for node in graph.nodes if node.kind is NodeKind.ENDING}
        found: list[int] = []
        for text, each in zip(self.texts, self.asked, strict=True):
            match each:
                case None:
                    found += names.values()
                case AskedCondition(_, ending):
                    name = text if ending is None else f"{ENDING}{ending}"
                    if name not in names:
                        return asking.not_so_at_the_end(text, ABOUT)
                    found.append(names[name])
                case AskedEvent():
                    place = place_of(story, each.text, ABOUT)
                    if isinstance(place, Diagnostic):
                        return place
                    events = {node.place: node.number for node in graph.nodes if node.kind is NodeKind.EVENT}
                    if place + 1 in events:
                        found.append(events[place + 1])
        return tuple(dict.fromkeys(found))


def targets_asked(texts: Sequence[str], world: World) -> Targets | tuple[Diagnostic, ...]:
    """The texts read against the world: each `endings`, `ending NAME`, an event, the number of one, or a condition."""
    said = tuple(text.strip() for text in texts)
    read: list[Asked | None] = []
    problems: list[Diagnostic] = []
    for text in said:
        found = None if text == ENDINGS else read_asked(text, world, ABOUT)
        if isinstance(found, tuple):
            problems += found
        else:
            read.append(found)
    return tuple(problems) if problems else Targets(said, tuple(read))
