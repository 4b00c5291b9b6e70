# SPDX-License-Identifier: Apache-2.0
"""Takes an annotation apart: which form it has, and which pieces are conditions, events, effects, names.

No world is needed for that: the pieces are still text with a place. `manuscript.py` reads them against a world, and
`manuscript_format.py` writes them down again.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from fabula.diagnostics import Diagnostic, Span
from fabula.language.manuscript_markdown import Fragment, Snippet
from fabula.language.problems import manuscripts as problems
from fabula.language.spelling import NAME, NamePattern
from fabula.model.manuscript import CODES_AT_EVENTS, CODES_AT_EXPECTATIONS
from fabula.records import dataclass

CODES = (*CODES_AT_EVENTS, *CODES_AT_EXPECTATIONS)
"""What a waiver may excuse."""

_CALL = NamePattern(lambda name: rf"{name} *\(")
_CHANGE = re.compile(r"(without|with)\b(?! *\()")
_BLOCK = re.compile(r"(?:if|for every|else)\b")
_ENDING = NamePattern(lambda name: rf"(not +)?ending\b(?! *[(=!<>])(?: *({name}))?")
_STEP = NamePattern(
    lambda name: rf"(not +)?(possible|in +character)\b(?= *$| +(?!(?:and|or|if|is|believes)\b){name} *(?:\(|$))"
)
_CODE = re.compile(r"[\w-]+")
_BECAUSE = re.compile(r"because\b")
_QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”")
_PLACE = re.compile(r",? *(before|after)\b")


class ClaimForm(StrEnum):
    """What an expectation claims."""

    CONDITION = ""
    ENDING = "ending"
    POSSIBLE = "possible"
    IN_CHARACTER = "in character"


@dataclass(frozen=True, slots=True)
class ClaimText:
    """`not possible go(Wren, yard)`: `body` is the condition, the name of the ending, or the event."""

    form: ClaimForm
    negated: bool
    body: Fragment
    whole: Fragment


@dataclass(frozen=True, slots=True)
class ChangeText:
    """`without EVENT, EVENT` and `with EFFECTS`, in any order; either may be missing."""

    without: tuple[Fragment, ...]
    start: tuple[Fragment, ...]
    whole: Fragment


@dataclass(frozen=True, slots=True)
class EventText:
    """`go(Wren, yard)`."""

    event: Fragment


@dataclass(frozen=True, slots=True)
class ExpectText:
    """`expect CLAIM`, `expect without EVENTS: CLAIM`, `expect with EFFECTS: CLAIM`. `whole` stands after `expect`."""

    change: ChangeText | None
    claim: ClaimText
    whole: Fragment


@dataclass(frozen=True, slots=True)
class AllowText:
    """`allow CODE because "…"`."""

    code: Fragment
    because: str
    whole: Fragment


@dataclass(frozen=True, slots=True)
class SceneText:
    """`scene "Name", before "Other"`. `word` is `before`, `after` or empty; spans cover the quotes."""

    name: str
    name_span: Span
    word: str
    other: str
    other_span: Span


AnnotationText: TypeAlias = EventText | ExpectText | AllowText | SceneText


def take_apart(snippet: Snippet, events: tuple[str, ...] = ()) -> AnnotationText | Diagnostic:
    """The form of an annotation, or what is wrong with it. `events` are the world's, as calls, for suggestions."""
    content = snippet.content
    if not content.text:
        return problems.empty_annotation(snippet.mark)
    match = NAME.match(content.text)
    word = match[0] if match else ""
    if word == "expect":
        return _expect(content)
    if _CALL.match(content.text) and not (word in problems.KEYWORDS and content.text[len(word)] == " "):
        return EventText(content)
    if word == "allow":
        return _allow(content)
    if word == "scene":
        return _scene(content)
    place = content.part(0, len(word)) if word else content
    return problems.unknown_annotation(word, place.span, events)


def read_claim(claim: Fragment, after: str) -> ClaimText | Diagnostic:
    """What is claimed; `after` is what stands before it, for the complaint that there is nothing."""
    text = claim.text
    if not text:
        return problems.missing_expectation(claim.span, after)
    if match := _ENDING.match(text):
        if match[2] is None:
            return problems.missing_expectation(claim.part(match.end()).span, f"{after} {match[0].strip()}")
        if text[match.end() :].strip():
            return problems.text_left_over(claim.part(match.end()).span, f"`{' '.join(match[0].split())}`")
        return ClaimText(ClaimForm.ENDING, match[1] is not None, claim.part(*match.span(2)), claim)
    if match := _STEP.match(text):
        form = ClaimForm.POSSIBLE if match[2] == "possible" else ClaimForm.IN_CHARACTER
        body = claim.part(match.end())
        if body.text or form is ClaimForm.IN_CHARACTER or match[1]:
            if not body.text:
                return problems.missing_expectation(body.span, f"{after} {' '.join(match[0].split())}")
            return ClaimText(form, match[1] is not None, body, claim)
    return ClaimText(ClaimForm.CONDITION, False, claim, claim)


def _expect(content: Fragment) -> ExpectText | Diagnostic:
    """`expect …`, read."""
    whole = content.part(len("expect"))
    match = _CHANGE.match(whole.text)
    if not match:
        claim = read_claim(whole, "expect")
        return claim if isinstance(claim, Diagnostic) else ExpectText(None, claim, whole)
    colon = _claim_colon(whole.text)
    if colon is None:
        return problems.missing_colon(whole.span, match[1])
    change = _change(whole.part(0, colon))
    if isinstance(change, Diagnostic):
        return change
    claim = read_claim(whole.part(colon + 1), f"expect {match[1]} …:")
    return claim if isinstance(claim, Diagnostic) else ExpectText(change, claim, whole)


def _change(whole: Fragment) -> ChangeText | Diagnostic:
    """`without EVENTS with EFFECTS`, read."""
    inside = _inside(whole.text)
    words = [match for match in _CHANGE.finditer(whole.text) if not inside[match.start()]]
    ends = [*(match.start() for match in words[1:]), len(whole.text)]
    without: list[Fragment] = []
    start: list[Fragment] = []
    for word, end in zip(words, ends, strict=True):
        part = whole.part(word.end(), end)
        if end < len(whole.text):
            part = part.part(0, len(part.text.removesuffix(",").removesuffix(" and")))
        if not part.text:
            return problems.missing_change(part.span, word[1])
        if word[1] == "with":
            start.append(part)
        else:
            without += _listed(part)
    empty = next((event for event in without if not event.text), None)
    return problems.missing_change(empty.span, "without") if empty else ChangeText(tuple(without), tuple(start), whole)


def _listed(events: Fragment) -> tuple[Fragment, ...]:
    """What stands between commas."""
    commas = (-1, *top_level(events.text, ","), len(events.text))
    return tuple(events.part(start + 1, end) for start, end in pairwise(commas))


def _claim_colon(text: str) -> int | None:
    """Where the colon before the claim stands: the first that belongs to no `if` or `for every` among the effects."""
    begin = 0
    for place in top_level(text, ":;"):
        statement = _CHANGE.sub("", text[begin:place].lstrip()).lstrip()
        if text[place] == ":" and not _BLOCK.match(statement):
            return place
        begin = place + 1
    return None


def _allow(content: Fragment) -> AllowText | Diagnostic:
    """`allow …`, read. Whether there is such a code is asked later."""
    rest = content.part(len("allow"))
    match = _CODE.match(rest.text)
    if not match or match[0] == "because":
        return problems.waiver_without_code(rest.span, CODES)
    code = rest.part(*match.span())
    reason = rest.part(match.end())
    because = _BECAUSE.match(reason.text)
    quoted = _QUOTED.match(reason.text, because.end() + _blanks(reason.text, because.end())) if because else None
    if not quoted or not _inner(quoted).strip():
        return problems.waiver_without_reason(reason.span, code.text)
    if reason.text[quoted.end() :].strip():
        return problems.text_left_over(reason.part(quoted.end()).span, "its reason")
    return AllowText(code, _inner(quoted).strip(), content)


def _scene(content: Fragment) -> SceneText | Diagnostic:
    """`scene …`, read."""
    rest = content.part(len("scene"))
    name = _QUOTED.match(rest.text)
    if not name or not _inner(name).strip():
        return problems.scene_without_name(rest.span)
    name_span = rest.part(*name.span()).span
    place = rest.part(name.end())
    if not place.text:
        return SceneText(_inner(name).strip(), name_span, "", "", place.span)
    word = _PLACE.match(place.text)
    other = _QUOTED.match(place.text, word.end() + _blanks(place.text, word.end())) if word else None
    if word and (not other or not _inner(other).strip()):
        return problems.scene_without_name(place.part(word.end()).span)
    if not word or not other:
        return problems.text_left_over(place.span, "the name of the scene")
    if place.text[other.end() :].strip():
        return problems.text_left_over(place.part(other.end()).span, f"`{word[1]} …`")
    other_span = place.part(*other.span()).span
    return SceneText(_inner(name).strip(), name_span, word[1], _inner(other).strip(), other_span)


def _inner(quoted: re.Match[str]) -> str:
    """What stands between the quotes, on one line."""
    return " ".join((quoted[1] if quoted[1] is not None else quoted[2]).split())


def _blanks(text: str, start: int) -> int:
    """How many blanks stand at `start`."""
    return len(text[start:]) - len(text[start:].lstrip())


def top_level(text: str, wanted: str) -> tuple[int, ...]:
    """Where one of the characters `wanted` stands outside quotes and brackets."""
    inside = _inside(text)
    return tuple(place for place, character in enumerate(text) if character in wanted and not inside[place])


def _inside(text: str) -> list[bool]:
    """For each character, whether it stands in quotes or brackets."""
    answer: list[bool] = []
    depth, quoted = 0, False
    for character in text:
        if character == '"':
            quoted = not quoted
        elif not quoted and character in "([{":
            depth += 1
        elif not quoted and character in ")]}":
            depth -= 1
        answer.append(quoted or depth > 0)
    return answer
