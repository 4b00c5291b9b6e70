# SPDX-License-Identifier: Apache-2.0
"""Reasons in prose, indented the way people explain: because they believe …, then …, so that …, or else ….

Nobody's gender is known, and no language's grammar: people are named, or “they”, and what is imagined is told in whole
clauses, each on its line.
"""

from __future__ import annotations

from fabula.model.answers import PlannedStep, Reason
from fabula.model.values import show_value
from fabula.render.paragraphs import paragraph

STEP = 2
"""How many columns deeper a thought within a thought stands."""


def reason_lines(reason: Reason, width: int = 80, indent: int = 0) -> list[str]:
    """Why a person does what happens, in lines no wider than `width`."""
    name = reason.shown or reason.person
    opening = f"{name} does it on impulse" if reason.impulse else f"{name} is willing"
    return _explained(reason, opening, f"{_worth(reason)}.", width, indent)


def _imagined_lines(reason: Reason, width: int, indent: int) -> list[str]:
    """Why a person would do what somebody else imagines."""
    name = reason.shown or reason.person
    opening = f"since {name} would do it on impulse" if reason.impulse else f"since {name} would be willing"
    return _explained(reason, opening, ",", width, indent)


def _explained(reason: Reason, opening: str, closing: str, width: int, indent: int) -> list[str]:
    """The opening, what the person believes and imagines, and what it is good for."""
    if reason.impulse:
        believing = f", believing that {listed(reason.beliefs)}" if reason.beliefs else ""
        return _wrapped(f"{opening}{believing}{closing}", width, indent)
    because = f"because they believe that {listed(reason.beliefs)}" if reason.beliefs else ""
    outcome = f"{_so_that(reason)}{closing}"
    later = reason.plan[1:]
    if not later:
        return _wrapped(", ".join(part for part in (opening, because, outcome) if part), width, indent)
    thought = f"{because}, and that" if because else "because they believe that"
    lines = _wrapped(f"{opening}, {thought}", width, indent)
    for number, step in enumerate(later):
        lines += _step_lines(reason.person, step, number, width, indent + STEP)
    return lines + _wrapped(outcome, width, indent)


def _step_lines(planner: str, step: PlannedStep, number: int, width: int, indent: int) -> list[str]:
    """One later step of a plan, and why others would take part in it."""
    clause = step.text or str(step.event)
    lines = _wrapped(f"{'and then' if number else 'then'} {clause},", width, indent)
    for reason in step.reasons:
        if reason.person != planner:
            lines += _imagined_lines(reason, width, indent + STEP)
    return lines


def _so_that(reason: Reason) -> str:
    """What it is good for: what it brings about, what it keeps from happening."""
    parts: list[str] = []
    if reason.gains:
        parts.append(f"so that {listed(reason.gains)}")
    if reason.losses:
        parts.append(f"or else {listed(reason.losses)}")
    return ", ".join(parts) if parts else "since it does them good"


def _worth(reason: Reason) -> str:
    """The two utilities in brackets; nothing for an impulse, which weighs nothing."""
    if reason.impulse:
        return ""
    return f" (worth {show_value(round(reason.gain, 6))} to them, not {show_value(round(reason.without, 6))})"


def listed(parts: tuple[str, ...]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _wrapped(text: str, width: int, indent: int) -> list[str]:
    """The text in lines; what does not fit goes on a little deeper."""
    return paragraph(text, max(width, indent + 20), " " * indent, " " * (indent + STEP * 2))
