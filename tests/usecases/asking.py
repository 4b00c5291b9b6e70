# SPDX-License-Identifier: Apache-2.0
"""Stories asked about from texts, for the tests of the questions."""

from __future__ import annotations

from textwrap import dedent

from fabula.diagnostics import Diagnostic, Source, render_text
from fabula.engine.choose import engine_maker
from fabula.model.knows import KnowsAnswer
from fabula.model.why import WhyAnswer
from fabula.render.knows import render_knows
from fabula.render.why import DEPTH, render_why
from fabula.usecases.knows import KnowsQuestion, knows
from fabula.usecases.story import ReadStory, read_story
from fabula.usecases.why import WhyQuestion, why
from usecases.checking import LAMP


def read(manuscript: str, world: str = LAMP) -> ReadStory:
    """The manuscript (a header that names its world is put before it) with its world."""
    story = Source("story.md", "---\ntitle: A story\nworld: lamp.world\n---\n" + dedent(manuscript))
    return read_story(story, lambda _, wanted: Source(wanted, world))


def asked_why(manuscript: str, question: WhyQuestion, world: str = LAMP) -> WhyAnswer | tuple[Diagnostic, ...]:
    """The answer of `why`."""
    told = read(manuscript, world)
    assert told.manuscript is not None, render_text(told.diagnostics, told.sources)
    assert told.world is not None
    return why(told.manuscript, told.world, question, engine_maker(None))


def why_text(manuscript: str, question: WhyQuestion, world: str = LAMP, depth: int = DEPTH) -> str:
    """The same as text."""
    answer = asked_why(manuscript, question, world)
    assert isinstance(answer, WhyAnswer), answer
    return render_why(answer, depth)


def asked_knows(manuscript: str, question: KnowsQuestion, world: str = LAMP) -> KnowsAnswer | tuple[Diagnostic, ...]:
    """The answer of `knows`."""
    told = read(manuscript, world)
    assert told.manuscript is not None, render_text(told.diagnostics, told.sources)
    assert told.world is not None
    return knows(told.manuscript, told.world, question, engine_maker(None))


def knows_text(manuscript: str, question: KnowsQuestion, world: str = LAMP) -> str:
    """The same as text."""
    answer = asked_knows(manuscript, question, world)
    assert isinstance(answer, KnowsAnswer), answer
    return render_knows(answer)
