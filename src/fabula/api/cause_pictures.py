# SPDX-License-Identifier: Apache-2.0
"""The picture of causes: what led to what in a story, or what one thing rests on."""

from __future__ import annotations

from fabula.api.picture_wish import Subject, TextLook, Wish
from fabula.diagnostics import Diagnostic
from fabula.model.causes import CauseGraph
from fabula.records import dataclass
from fabula.render.cause_graph import cause_graph_picture
from fabula.render.cause_text import cause_graph_text
from fabula.render.drawing.svg import Page
from fabula.semantics.errors import EngineError
from fabula.usecases.causes import cause_graph
from fabula.usecases.causes_asking import ENDINGS, Targets, targets_asked
from fabula.usecases.causes_fold import Folding, folded
from fabula.usecases.check_setting import minds_in
from fabula.usecases.knows_asking import people_asked
from fabula.usecases.problems import engine_problem
from fabula.usecases.story import Story, Wanted, replay_story


@dataclass(frozen=True, slots=True)
class Causes:
    """The graph as it was asked for, and what it is called."""

    graph: CauseGraph
    title: str


def draw_causes(subject: Subject, wish: Wish) -> tuple[Page, ...] | tuple[Diagnostic, ...]:
    """The cause graph of a story; with `about` (a condition, an event, `ending NAME`) what that rests on."""
    found = causes_asked(subject, wish)
    return (cause_graph_picture(found.graph, found.title),) if isinstance(found, Causes) else found


def write_causes(subject: Subject, wish: Wish, look: TextLook) -> tuple[str, ...] | tuple[Diagnostic, ...]:
    """The same as plain text."""
    found = causes_asked(subject, wish)
    if not isinstance(found, Causes):
        return found
    return (cause_graph_text(found.graph, found.title, look.width, look.plain),)


def causes_asked(subject: Subject, wish: Wish) -> Causes | tuple[Diagnostic, ...]:
    """The graph that a wish asks for; diagnostics alone where the wish or the world is wrong."""
    if subject.manuscript is None:
        return ()  # there is no story whose causes there are
    asked = targets_asked(wish.about, subject.world)
    if not isinstance(asked, Targets):
        return asked
    minds = max((minds_in(condition) for condition in asked.expressions), default=0)
    wanted = Wanted(subject.make_engine, wish.overrides, asked.calls, minds=minds, cancel=subject.cancel)
    story = replay_story(subject.manuscript, subject.world, wanted)
    if not isinstance(story, Story):
        return story
    people = people_asked(story.setting.program, wish.who)
    wrong = tuple(each for each in people if isinstance(each, Diagnostic))
    if wrong:
        return wrong
    who = tuple(each for each in people if isinstance(each, int)) if wish.who else ()
    return _gathered(story, asked, who, wish.depth)


def _gathered(story: Story, asked: Targets, who: tuple[int, ...], depth: int | None) -> Causes | tuple[Diagnostic, ...]:
    try:
        graph = cause_graph(story, asked.conditions)
    except EngineError as error:
        return (engine_problem(story.setting.program, error),)
    targets = asked.among(graph, story)
    if not isinstance(targets, tuple):
        return (targets,)
    title = f"What {' and '.join(_said(text) for text in asked.texts)} rests on" if asked.texts else "What led to what"
    return Causes(folded(graph, Folding(targets, who, depth)), title)


def _said(text: str) -> str:
    """What is asked about, in a title."""
    return "the ending" if text == ENDINGS else f"the {text}" if text.startswith("ending ") else text
