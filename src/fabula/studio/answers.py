# SPDX-License-Identifier: Apache-2.0
"""What each kind of question is answered with: the data of `--format json` and the words of the command line."""

from __future__ import annotations

import random

from fabula import files
from fabula.diagnostics import Diagnostic, Source, suggest
from fabula.engine.port import Engine
from fabula.language import is_world, spelt
from fabula.model.answers import TellAnswer
from fabula.model.knows import KnowsAnswer
from fabula.model.sift import SiftedStory
from fabula.model.why import WhyAnswer
from fabula.render.checked import check_data, render_summary
from fabula.render.endings import endings_data, render_endings
from fabula.render.knows import knows_data, render_knows
from fabula.render.sift import render_space, render_story
from fabula.render.sift_data import space_data, story_data
from fabula.render.stories import answer_data, render_answer
from fabula.render.whatif import render_what_if
from fabula.render.whatif_data import what_if_data
from fabula.render.why import render_why
from fabula.render.why_data import why_data
from fabula.studio.asking import Answers, Asked, Found, Problems
from fabula.studio.drawing import draw
from fabula.studio.exporting import export
from fabula.studio.moment import moment, outline
from fabula.studio.opening import asked_sources, engine_of, limits_of, overrides_of, story_of, world_of
from fabula.studio.playing import play
from fabula.studio.refused import Refused
from fabula.usecases.check import check_text
from fabula.usecases.endings import Draw, endings as survey
from fabula.usecases.knows import KnowsQuestion, knows as ask_knows
from fabula.usecases.sift import Asked as AskedPatterns, SiftQuestion, sift as ask_sift
from fabula.usecases.sift_space import sift_space
from fabula.usecases.tell import (
    Asked as AskedGoal,
    asked_by_default,
    asked_ending,
    asked_utility,
    summed_up,
    tell as ask_tell,
)
from fabula.usecases.whatif import what_if_of
from fabula.usecases.whatif_changes import Changes
from fabula.usecases.whatif_course import Asking
from fabula.usecases.why import WhyQuestion, why as ask_why

WIDTH = 80


def check(asked: Asked) -> Found:
    """What there is to say about a text."""
    checked = check_text(asked.source, asked.texts.open_file, overrides_of(asked), asked.make_engine, asked.cancel)
    if checked.answer is None:
        raise Problems(checked.diagnostics, checked.sources)
    words = render_summary(checked.answer, verbose=False, width=WIDTH)
    return Found(check_data(checked.answer), words, checked.diagnostics, checked.sources)


def tell(asked: Asked) -> Found:
    """The shortest stories to endings, or to a wish of the author's."""
    engine, said, sources = engine_of(asked)
    limits = limits_of(asked)
    goals = _goals(asked, engine)
    answers: dict[str, TellAnswer] = {}
    for goal in goals:
        name = goal.ending or f"the author's utility at least {goal.goal.raises:g}"
        answer = ask_tell(engine, goal.goal, limits, asked.cancel, asked.telling(name))
        if isinstance(answer, Diagnostic):
            raise Problems((answer,), sources)
        answers[name] = answer
    data = answer_data(summed_up(answers.values()))
    if len(answers) > 1:
        data["endings"] = {name: answer_data(answer) for name, answer in answers.items()}
    words = "\n".join(render_answer(answer, name, limits, WIDTH) for name, answer in answers.items())
    return Found(data, words, said, sources)


def _goals(asked: Asked, engine: Engine) -> tuple[AskedGoal, ...]:
    options, program = asked.options, engine.program
    if options.goal is not None:
        return (asked_utility(options.goal),)
    if options.ending:
        names = _endings(options.ending, engine)
        return tuple(each for each in (asked_ending(program, name) for name in names) if each is not None)
    goals = asked_by_default(engine)
    if isinstance(goals, Diagnostic):
        raise Problems((goals,), {})
    if not goals:
        raise Refused(
            400, "no-goal", "This world declares no ending and no `wants author`: there is nothing to tell towards."
        )
    return goals


def _endings(names: list[str], engine: Engine) -> tuple[str, ...]:
    """The names of endings, as they are spelt; raises `Refused` where there is none of a name."""
    there_are = [ending.form.name for ending in engine.program.endings]
    for name in names:
        if spelt(name) not in there_are:
            near = suggest(name, there_are, 1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            raise Refused(400, "no-such-ending", f"This world has no ending called `{name}`.{hint}")
    return tuple(spelt(name) for name in names)


def endings(asked: Asked) -> Found:
    """All stories: which endings, how many, what decides."""
    engine, said, sources = engine_of(asked)
    if not engine.program.endings:
        raise Refused(400, "no-ending", "This world declares no ending: add `ending NAME: …`.")
    options = asked.options
    names = _endings(options.ending, engine)
    chance = random.Random(options.seed).randrange  # noqa: S311 -- chance, not secrecy
    drawing = Draw(options.samples, chance) if options.samples else None
    answer = survey(engine, limits_of(asked), names, drawing, asked.cancel, asked.telling())
    if isinstance(answer, Diagnostic):
        raise Problems((answer,), sources)
    return Found(endings_data(answer), render_endings(answer, WIDTH, stories=True), said, sources)


def whatif(asked: Asked) -> Found:
    """The story under a change, beside the story as it is told."""
    options, story = asked.options, story_of(asked)
    variants = tuple(asked.texts.read(path) for path in options.variant)
    texts = (options.change, options.without, options.instead, options.wants, options.law)
    if not any((*texts, variants)):
        raise Refused(400, "no-change", "What would be otherwise? A change is needed.")
    effects, without, instead, wants, law = (tuple(each) for each in texts)
    changes = Changes(effects, without, instead, wants, law, variants, options.at)
    asking = Asking(asked.make_engine, overrides_of(asked), options.length, cancel=asked.cancel)
    found = what_if_of(story.manuscript, story.world, asked.texts.open_file, changes, asking, story.sources)
    if found.answer is None:
        raise Problems(found.diagnostics, found.sources)
    answer = found.answer
    return Found(what_if_data(answer), render_what_if(answer, 100), found.diagnostics, found.sources, answer.limit)


def why(asked: Asked) -> Found:
    """What made a thing so, or why it is not so."""
    options, story = asked.options, story_of(asked)
    if options.negated and options.rather_than is not None:
        raise Refused(400, "two-questions", "“Why not” asks of one event, “rather than” of two: leave out one of them.")
    question = WhyQuestion(options.what, options.at, options.negated, options.rather_than)
    answer = ask_why(story.manuscript, story.world, question, asked.make_engine, overrides_of(asked), asked.cancel)
    if not isinstance(answer, WhyAnswer):
        named = asked_sources(what=options.what, at=options.at, rather_than=options.rather_than)
        raise Problems(answer, story.sources | named)
    return Found(why_data(answer), render_why(answer, width=WIDTH), limit=answer.limit)


def knows(asked: Asked) -> Found:
    """Who believes what."""
    options, story = asked.options, story_of(asked)
    question = KnowsQuestion(tuple(options.who), tuple(options.about), options.at, options.deep, options.everything)
    answer = ask_knows(
        story.manuscript, story.world, question, asked.make_engine, overrides_of(asked), cancel=asked.cancel
    )
    if not isinstance(answer, KnowsAnswer):
        named = asked_sources(at=options.at, who=options.who, about=options.about)
        raise Problems(answer, story.sources | named)
    return Found(knows_data(answer), render_knows(answer, WIDTH))


def sift(asked: Asked) -> Found:
    """Which patterns a story holds, or all stories of a world."""
    patterns = _patterns(asked)
    if is_world(asked.source):
        return _sifted_world(asked, patterns)
    story = story_of(asked)
    question = SiftQuestion(patterns, asked.options.at)
    answer = ask_sift(story.manuscript, story.world, question, asked.make_engine, overrides_of(asked), asked.cancel)
    if not isinstance(answer, SiftedStory):
        named = {source.name: source for source in patterns.sources} | asked_sources(at=asked.options.at)
        raise Problems(answer, story.sources | named)
    return Found({"story": story_data(answer)}, render_story(answer, WIDTH))


def _sifted_world(asked: Asked, patterns: AskedPatterns) -> Found:
    world, said, sources = world_of(asked)
    read = patterns.read(world)
    if read.problems:
        raise Problems(read.problems, sources | {source.name: source for source in patterns.sources})
    engine, _, _ = engine_of(asked, read.minds - 1)
    spaces = []
    for pattern in read.patterns:
        found = sift_space(engine, pattern, limits_of(asked), asked.cancel, asked.telling())
        if isinstance(found, Diagnostic):
            raise Problems((found,), sources)
        spaces.append(found)
    data = {"worlds": [space_data(each) for each in spaces]}
    return Found(data, "\n".join(render_space(each, WIDTH) for each in spaces), said, sources)


def _patterns(asked: Asked) -> AskedPatterns:
    """The patterns asked for: those that come along by name, others by their paths in the folder."""
    shipped = files.shipped_patterns()
    names = asked.options.patterns
    if not names:
        return AskedPatterns(tuple(shipped.values()), whatever_fits=True)
    found: list[Source] = [shipped[name] if name in shipped else asked.texts.read(name) for name in names]
    return AskedPatterns(tuple(found))


ANSWERS: Answers = {
    "check": check,
    "tell": tell,
    "endings": endings,
    "whatif": whatif,
    "why": why,
    "knows": knows,
    "sift": sift,
    "outline": outline,
    "moment": moment,
    "draw": draw,
    "export": export,
    "play": play,
}
"""Who answers which kind of question."""
