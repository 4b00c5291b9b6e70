# SPDX-License-Identifier: Apache-2.0
"""What was sifted out of stories, as data for JSON: see `docs/sift.md`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fabula.model.pattern import LeftOut
from fabula.model.sift import Bound, Match, MatchedStep, SiftedPattern, SiftedSample, SiftedSpace, SiftedStory, Underway
from fabula.render.why_data import moment_data

VERSION = 1


def stories_data(stories: Sequence[tuple[str, SiftedStory]]) -> dict[str, Any]:
    """Stories, each with the file that it was read from."""
    return {"version": VERSION, "stories": [{"file": file, **story_data(story)} for file, story in stories]}


def story_data(story: SiftedStory) -> dict[str, Any]:
    """One story."""
    return {
        "story": story.story,
        "moment": moment_data(story.moment),
        "patterns": [_pattern(each) for each in story.patterns],
        "unfit": [{"pattern": title, "why": why} for title, why in story.unfit],
        "notes": list(story.notes),
        "broken": story.broken,
    }


def sample_data(sample: SiftedSample) -> dict[str, Any]:
    """Drawn stories."""
    return {
        "world": sample.world,
        "length": sample.limits.length,
        "stories": [story_data(story) for story in sample.stories],
        "limit": sample.limit,
    }


def space_data(space: SiftedSpace) -> dict[str, Any]:
    """All stories of a world; the numbers of stories are strings, since JSON readers round large ones."""
    return {
        "world": space.world,
        "length": space.limits.length,
        "pattern": space.pattern,
        "title": space.title,
        "outcome": space.outcome.value,
        "never": space.never,
        "counts": [str(count) for count in space.counts],
        "totals": [str(count) for count in space.totals],
        "shortest": None
        if space.shortest is None
        else [{"event": str(each.event), "text": each.said} for each in space.shortest],
        "matches": [_match(match) for match in space.matches],
        "left_out": _left_out(space.left_out),
        "states": space.states,
        "nodes": space.nodes,
        "limit": space.limit,
        "statistics": space.statistics,
    }


def _pattern(pattern: SiftedPattern) -> dict[str, Any]:
    return {
        "pattern": pattern.name,
        "title": pattern.title,
        "lasting": pattern.lasting,
        "matches": [_match(match) for match in pattern.matches],
        "underway": [_underway(each) for each in pattern.underway],
        "left_out": _left_out(pattern.left_out),
    }


def _match(match: Match) -> dict[str, Any]:
    return {
        "bindings": _bindings(match.bindings),
        "text": match.text,
        "steps": _steps(match.steps),
        "ways": match.ways,
    }


def _underway(begun: Underway) -> dict[str, Any]:
    missing = [{"step": step.step, "text": step.text} for step in begun.missing]
    return {"bindings": _bindings(begun.bindings), "steps": _steps(begun.steps), "missing": missing}


def _bindings(bindings: Sequence[Bound]) -> dict[str, str]:
    return {each.variable: each.value for each in bindings}


def _steps(steps: Sequence[MatchedStep]) -> list[dict[str, Any]]:
    return [
        {"step": each.step, "text": each.text, "place": each.place, "event": str(each.event), "said": each.said}
        for each in steps
    ]


def _left_out(left_out: Sequence[LeftOut]) -> list[dict[str, Any]]:
    return [{"step": each.step, "alternative": each.alternative, "missing": list(each.missing)} for each in left_out]
