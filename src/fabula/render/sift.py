# SPDX-License-Identifier: Apache-2.0
"""What was sifted out of stories, in lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fabula.model.answers import Outcome
from fabula.model.pattern import LeftOut
from fabula.model.sift import Bound, Match, MatchedStep, SiftedPattern, SiftedSample, SiftedSpace, SiftedStory, Underway
from fabula.render.paragraphs import paragraph
from fabula.render.stories import LIMIT_WORDS
from fabula.render.why import moment_words

_MARGIN = 6
MOST = 8
"""So many matches of one pattern are shown; the others are counted."""


def render_story(answer: SiftedStory, width: int = 80, *, partial: bool = False, every: bool = False) -> str:
    """What one story holds; with `partial` also what is under way and what is missing for it."""
    blocks = [paragraph(f"{answer.story}, {moment_words(answer.moment)}.", width, following="  ")]
    found = [each for each in answer.patterns if each.matches or (partial and each.underway)]
    blocks += [_pattern(each, width, partial=partial, every=every) for each in found]
    missing = [each for each in answer.patterns if each not in found]
    if missing:
        blocks.append(paragraph(f"Not found: {_listed(each.title for each in missing)}.", width, following="  "))
    blocks.append(_left_out((each for pattern in answer.patterns for each in _named(pattern)), width))
    blocks.append(_unfit(answer.unfit, width))
    blocks += [paragraph(note, width) for note in answer.notes]
    return _joined(blocks)


def render_sample(answer: SiftedSample, width: int = 80) -> str:
    """What drawn stories hold, summed up, and each that holds anything."""
    count = len(answer.stories)
    stories = _counted(count, "story", "stories")
    within = f"of at most {answer.limits.length} events"
    blocks = [paragraph(f"{answer.world}: {stories} drawn among all {within} that come to an ending.", width)]
    titles = dict.fromkeys(each.title for story in answer.stories for each in story.patterns)
    counts = [(title, sum(_holds(story, title) for story in answer.stories)) for title in titles]
    blocks.append([line for title, many in counts for line in paragraph(f"{title}: in {many} of {count}.", width)])
    for story in answer.stories:
        if story.found:
            lines = [f"Story {story.story}:"]
            for pattern in story.patterns:
                for match in pattern.matches[:1]:
                    lines += _match(pattern.title, match, width)
            blocks.append(lines)
    if answer.limit is not None:
        blocks.append(paragraph(f"Gave up drawing from longer stories, since {_why(answer.limit)}.", width))
    blocks.append(_unfit(answer.stories[0].unfit if answer.stories else (), width))
    return _joined(blocks)


def render_space(answer: SiftedSpace, width: int = 80) -> str:
    """What is found of a pattern among all stories of a world."""
    known = len(answer.counts) - 1
    blocks = [paragraph(f"{answer.title}, in {answer.world}: {_verdict(answer, known)}", width, following="  ")]
    if answer.shortest is not None:
        by_length = ", ".join(f"{length}: {count:,}" for length, count in enumerate(answer.counts) if count)
        blocks[-1] += paragraph(f"by length: {by_length}", width, "  ", "    ")
        lines: list[str] = []
        for number, event in enumerate(answer.shortest, 1):
            lines += paragraph(event.said, width, f"  {number}. ", "     ")
        blocks.append(lines)
        blocks += [_match(answer.title, match, width) for match in answer.matches[:1]]
    blocks.append(_left_out(((answer.title, each) for each in answer.left_out), width))
    return _joined(blocks)


def render_unfit(unfit: Sequence[tuple[str, str]], width: int = 80) -> str:
    """Which patterns a world has no words for."""
    return _joined([_unfit(unfit, width)])


def _verdict(answer: SiftedSpace, known: int) -> str:
    """How the search ended."""
    stories, all_of_them = sum(answer.counts), sum(answer.totals)
    within = f"in character of at most {known} events"
    why = "" if answer.limit is None else f"; gave up on longer ones, since {_why(answer.limit)}"
    match answer.outcome:
        case Outcome.TOLD:
            hold = "holds it" if stories == 1 else "hold it"
            return f"{stories:,} of the {_counted(all_of_them, 'story', 'stories')} {within} {hold}{why}."
        case Outcome.IMPOSSIBLE if answer.never:
            return "proved impossible, however long the story."
        case Outcome.IMPOSSIBLE:
            return f"proved impossible in stories {within}; there are {all_of_them:,}."
        case Outcome.GAVE_UP:
            return f"none of the {_counted(all_of_them, 'story', 'stories')} {within} holds it{why}."


def _pattern(pattern: SiftedPattern, width: int, *, partial: bool, every: bool) -> list[str]:
    """One pattern, with what was found of it."""
    found, begun = len(pattern.matches), len(pattern.underway)
    words = [f"found {_times(found)}"] if found else []
    words += [f"under way {_times(begun)}"] if partial and begun else []
    lines = paragraph(f"{pattern.title}: {', '.join(words)}.", width)
    shown = pattern.matches if every else pattern.matches[:MOST]
    for match in shown:
        lines += _match("", match, width)
    if len(shown) < found:
        lines.append(f"  and {found - len(shown)} more (`--all`)")
    if partial:
        open_ends = pattern.underway if every else pattern.underway[:MOST]
        for each in open_ends:
            lines += _begun(each, width)
        if len(open_ends) < begun:
            lines.append(f"  and {begun - len(open_ends)} more under way (`--all`)")
    return lines


def _match(title: str, match: Match, width: int) -> list[str]:
    """A match: its text or who is in it, and its steps."""
    said = match.text or _people(match.bindings)
    before = f"{title}: " if title else ""
    more = f" ({match.ways} ways, of which this is the first)" if match.ways > 1 else ""
    return [*paragraph(f"{before}{said}{more}", width, "  ", "    "), *_steps(match.steps, width)]


def _begun(begun: Underway, width: int) -> list[str]:
    """A match that is not whole, and what is missing."""
    lines = paragraph(f"Under way: {_people(begun.bindings)}.", width, "  ", "    ")
    lines += _steps(begun.steps, width)
    for step in begun.missing:
        lines += paragraph(f"missing: {step.text or step.step}", width, " " * _MARGIN, " " * (_MARGIN + 2))
    return lines


def _steps(steps: Sequence[MatchedStep], width: int) -> list[str]:
    lines: list[str] = []
    for step in steps:
        lines += paragraph(f"{step.place}. {step.said}", width, "    ", " " * (_MARGIN + 2))
        lines += paragraph(f"({step.text or step.step})", width, " " * (_MARGIN + 2), " " * (_MARGIN + 2))
    return lines


def _people(bindings: Sequence[Bound]) -> str:
    return ", ".join(f"{each.variable} {each.shown}" for each in bindings)


def _named(pattern: SiftedPattern) -> Iterable[tuple[str, LeftOut]]:
    return ((pattern.title, each) for each in pattern.left_out)


def _left_out(left_out: Iterable[tuple[str, LeftOut]], width: int) -> list[str]:
    """Which alternatives this world has no words for."""
    lines: list[str] = []
    for title, each in left_out:
        said = f"{title}: alternative {each.alternative} of `{each.step}` is left out here. {' '.join(each.missing)}"
        lines += paragraph(said, width, following="  ")
    return lines


def _unfit(unfit: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Which patterns this world has no words for."""
    lines: list[str] = []
    for title, why in unfit:
        lines += paragraph(f"{title}: cannot be looked for here. {why}", width, following="  ")
    return lines


def _holds(story: SiftedStory, title: str) -> bool:
    return any(each.title == title and each.matches for each in story.patterns)


def _why(limit: str) -> str:
    return LIMIT_WORDS.get(limit, f"the limit `{limit}` was reached")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _joined(blocks: Iterable[list[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"
