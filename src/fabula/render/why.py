# SPDX-License-Identifier: Apache-2.0
"""The answer of `why` in text: what made it so as a tree, why everybody did it, and what would have to be otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.model.why import Because, Course, Deed, Differing, How, Moment, Part, Unseen, Verdict, WhyAnswer
from fabula.render.paragraphs import paragraph
from fabula.render.reasons import listed, reason_lines
from fabula.render.stories import LIMIT_WORDS
from fabula.render.why_remedies import remedy_lines
from fabula.render.why_tree import STEP, Tree, cause_words, event_name

DEPTH = 3
"""How many levels of a chain are shown, unless it is said."""


def render_why(answer: WhyAnswer, depth: int = DEPTH, width: int = 80) -> str:
    """The answer in lines of at most `width` columns; the chain down to a depth."""
    tree = Tree(answer.facts, {deed.place: deed for deed in answer.deeds}, depth, width)
    blocks: list[list[str]] = []
    match answer.verdict:
        case Verdict.NOT_SO:
            blocks += _not_so(answer, tree)
        case Verdict.SO:
            blocks += _so(answer, tree)
        case Verdict.ANSWERED if answer.course is not None:
            blocks += _courses(answer, answer.course, tree)
        case Verdict.ANSWERED:
            blocks += _event(answer, tree) if answer.is_event else _condition(answer, tree)
    if answer.remedies is not None:
        blocks.append(remedy_lines(answer, answer.remedies, width))
    if answer.limit is not None:
        why = LIMIT_WORDS.get(answer.limit, f"the limit `{answer.limit}` was reached")
        blocks.append(paragraph(f"Gave up, since {why}; this is what was known by then.", width))
    blocks += [paragraph(note, width) for note in answer.notes]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def moment_words(moment: Moment) -> str:
    """`at the start`, `after 6. push(Faith, Spike), in “The tower”`."""
    if moment.event is None:
        return "at the start"
    scene = "" if moment.scene is None else f", in “{moment.scene}”"
    return f"after {event_name(moment.place, moment.event)}{scene}"


def _titled(answer: WhyAnswer, said: str, width: int) -> list[str]:
    """What is asked, in prose where there are other words for it, and what there is to say at once."""
    same = _bare(answer.words) in {"", _bare(answer.question)}
    prose = "" if same else answer.words
    return [*paragraph(said, width, following="  "), *(paragraph(f"({prose})", width) if prose else ())]


def _bare(text: str) -> str:
    """The text without what condition and prose write differently."""
    return text.replace(" that ", " ").replace(" ", "")


# ----------------------------------------------------------------------------------------------- what is not so, or is


def _not_so(answer: WhyAnswer, tree: Tree) -> Iterable[list[str]]:
    when = moment_words(answer.moment)
    if answer.is_event:
        yield paragraph(f"`{answer.question}` does not happen in the story, {_until(answer.moment)}.", tree.width)
        yield paragraph("`--not` asks why it could not happen, or who would not do it.", tree.width)
        return
    yield _titled(answer, f"`{answer.question}` is not so, {when}.", tree.width)
    yield _parts(answer.parts, tree)
    yield paragraph("`--not` asks why, and what would have to be otherwise.", tree.width)


def _so(answer: WhyAnswer, tree: Tree) -> Iterable[list[str]]:
    when = moment_words(answer.moment)
    if answer.course is not None:
        yield paragraph(f"`{answer.question}` could happen {when}, and everybody would do it.", tree.width)
        yield [line for reason in answer.course.reasons for line in reason_lines(reason, tree.width, STEP)]
        return
    if answer.is_event:
        yield paragraph(f"`{answer.question}` does happen: it is event {answer.moment.place}.", tree.width)
        yield paragraph("Without `--not` it is said why. With `--at` it is asked of another moment.", tree.width)
        return
    yield _titled(answer, f"`{answer.question}` is so, {when}.", tree.width)
    yield paragraph("Without `--not` it is said why.", tree.width)


def _until(moment: Moment) -> str:
    return "at the start" if moment.event is None else f"up to {event_name(moment.place, moment.event)}"


# ------------------------------------------------------------------------------------------------------- conditions


def _condition(answer: WhyAnswer, tree: Tree) -> Iterable[list[str]]:
    """Why a condition holds, or does not: its parts, the tree below them, the reasons of the events in it."""
    holding = not answer.negated
    said = "is so" if holding else "is not so"
    yield _titled(answer, f"`{answer.question}` {said}, {moment_words(answer.moment)}.", tree.width)
    if not holding:
        yield _parts(answer.parts, tree)
    numbers = dict.fromkeys(number for part in answer.parts for number in part.because)
    yield tree.lines(tree.grow(numbers))
    beliefs = [answer.facts[number] for number in numbers if answer.facts[number].minds]
    if holding and beliefs and all(belief.so for belief in beliefs):
        yield ["What is believed is so."]
    yield from _unseen(answer.unseen, answer.facts, tree)
    yield from _reasons(answer.deeds, tree)


def _parts(parts: tuple[Part, ...], tree: Tree) -> list[str]:
    """What keeps a condition from holding, a line each."""
    return [line for part in parts for line in paragraph(f"- {part.sentence}", tree.width, following="  ")]


def _unseen(unseen: tuple[Unseen, ...], facts: tuple[Because, ...], tree: Tree) -> Iterable[list[str]]:
    """Of each belief that is not so: what is, since when, and why nobody noticed."""
    for one in unseen:
        belief = facts[one.number].said
        said = f"`{belief}` is a mistake: `{one.outside}`,"
        if belief.endswith("= unknown"):
            said = f"`{belief}`, but `{one.outside}`,"
        lines = tree.wrapped(f"{said} {cause_words(one.cause)}", 0)
        for reason in one.reasons:
            lines += paragraph(f"- {reason}", tree.width, "  ", "    ")
        yield lines


def _reasons(deeds: tuple[Deed, ...], tree: Tree, but: int | None = None) -> Iterable[list[str]]:
    """Why everybody did what is told in the tree."""
    shown = [deed for deed in deeds if deed.place in tree.shown and deed.place != but]
    lines = [line for deed in shown if deed.reasons or deed.unwilling for line in _deed(deed, tree)]
    if lines:
        yield ["Why they did it:" if but is None else "Why that was done:", *lines]


def _deed(deed: Deed, tree: Tree) -> list[str]:
    """An event and everybody's reasons."""
    return [*tree.wrapped(event_name(deed.place, deed.event), STEP), *_why(deed, tree, STEP * 2)]


def _why(deed: Deed, tree: Tree, indent: int) -> list[str]:
    lines: list[str] = []
    for reason in deed.reasons:
        lines += reason_lines(reason, tree.width, indent)
    for person in deed.unwilling:
        lines += tree.wrapped(f"{person} has no reason to do it.", indent)
    return lines


# ------------------------------------------------------------------------------------------------------------ events


def _event(answer: WhyAnswer, tree: Tree) -> Iterable[list[str]]:
    """Why an event of the story could happen, and why everybody did it."""
    deed = next(deed for deed in answer.deeds if deed.place == answer.moment.place)
    scene = "" if deed.scene is None else f" (in “{deed.scene}”)"
    impossible = "" if deed.possible else " It could not happen there."
    said = "" if deed.text == str(deed.event) else f": {deed.text}"
    yield tree.wrapped(f"{event_name(deed.place, deed.event)}{scene}{said}{impossible}", 0)
    why = _why(deed, tree, STEP)
    yield ["Why they did it:", *why] if why else ["Nobody had to be willing."]
    yield from _unseen(answer.unseen, answer.facts, tree)
    tree.grow((*deed.because, *deed.known), opened=deed.place)
    for title, numbers in (("What made it possible:", deed.because), ("What they went by:", deed.known)):
        yield [title, *tree.lines(numbers, STEP)] if numbers else []
    yield from _reasons(answer.deeds, tree, but=deed.place)


def _courses(answer: WhyAnswer, course: Course, tree: Tree) -> Iterable[list[str]]:
    """Why an event could not happen, or would not be done; beside the one that did happen, where that is asked."""
    when = moment_words(answer.moment)
    if answer.chosen is not None:
        yield paragraph(f"Rather than `{course.event}`, {when}: `{answer.chosen.event}`.", tree.width, following="  ")
        yield [f"`{answer.chosen.event}`:", *_course(answer.chosen, tree)]
        yield [f"`{course.event}`:", *_course(course, tree)]
        if course.open and answer.chosen.open:
            yield paragraph("Both could happen, and both in character: the choice was the author's.", tree.width)
        yield from _differing(answer.differing, answer.chosen, course, tree)
    else:
        said = f"could not happen {when}"
        if course.open:
            said = f"could happen {when}; whether everybody would do it is not known"
        elif not course.failing:
            said = f"could happen {when}, but not in character"
        yield paragraph(f"`{course.event}` {said}.", tree.width, following="  ")
        if course.open:
            return
        yield _course(course, tree)
    yield from _unseen(answer.unseen, answer.facts, tree)
    numbers = [number for part in course.failing for number in part.because]
    numbers += [number for each in course.unwilling for part in each.parts for number in part.because]
    lines = tree.lines(tree.grow(numbers), STEP)
    yield ["Where that comes from:", *lines] if lines else []


def _course(course: Course, tree: Tree) -> list[str]:
    """What keeps an event from happening, and what keeps people from doing it."""
    lines: list[str] = []
    for part in course.failing:
        lines += paragraph(f"- {part.sentence}", tree.width, "  ", "    ")
    for reason in course.reasons:
        lines += reason_lines(reason, tree.width, STEP)
    for one in course.unwilling:
        keeps = "has no reason to" if one.believes_possible else "does not take it for possible"
        lines += tree.wrapped(f"{one.person} {keeps}:" if one.parts or one.notes else f"{one.person} {keeps}.", STEP)
        for said in dict.fromkeys((*(part.sentence for part in one.parts), *one.notes)):
            lines += paragraph(f"- {said}", tree.width, "    ", "      ")
    return lines or ["  nothing stands in its way, and nobody has to be willing"]


def _differing(differing: tuple[Differing, ...], chosen: Course, other: Course, tree: Tree) -> Iterable[list[str]]:
    """What both come to in each person's eyes."""
    lines: list[str] = []
    for one in differing:
        worth = (
            f"`{chosen.event}` {_look(one.chosen, one.chosen_gain)}",
            f"`{other.event}` {_look(one.other, one.other_gain)}",
        )
        lines += tree.wrapped(f"To {one.person}, {listed(worth)}.", STEP)
        for note in one.notes:
            lines += paragraph(f"- {note}", tree.width, "    ", "      ")
    if lines:
        yield ["What each comes to, as they see it:", *lines]


def _look(how: How, gain: float | None) -> str:
    """How somebody looks at an event."""
    match how:
        case How.PLAN:
            return f"would come to {_shown(gain or 0.0)}"
        case How.IMPULSE:
            return "needs no thought"
        case How.UNWILLING:
            return "would bring nothing"
        case How.NOT_ASKED:
            return "is for others to will"


def _shown(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(round(value, 6))
