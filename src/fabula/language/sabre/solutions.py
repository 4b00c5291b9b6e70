# SPDX-License-Identifier: Apache-2.0
"""Solutions of a problem, with their explanations: a tree of lines, as deep as bars stand before them.

    threaten(Villain, Hero)                     an event of the story
    | coerce(Villain, Hero, Money)              what somebody who consents plans to follow
    | | goal(Hero, …)                           why others go along with that step
    | goal(Villain, …)                          and what it is for; then the next who consents
    goal(…)                                     at the end: what the story is for

Reading gives a tree of events and goals, names resolved against the problem; `usecases.check_solution` judges it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace

from fabula.diagnostics import Diagnostic, Severity, Source, Span
from fabula.language.sabre import problems, syntax
from fabula.language.sabre.blame import blame
from fabula.language.sabre.definitions import read_definitions
from fabula.language.sabre.expressions import DEEPEST, Stretches, TooDeep
from fabula.language.sabre.gathering import gather
from fabula.language.sabre.lowering import Reading
from fabula.language.sabre.names import Names, written
from fabula.language.sabre.tokens import Sort, Token, tokens_of
from fabula.model.answers import EventCall
from fabula.model.expression import Expression, Literal
from fabula.records import dataclass

_CONTRARY = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True, slots=True)
class SolutionGoal:
    """What a plan is for: a condition that holds at its end; `person` None in the story's own."""

    person: str | None
    condition: Expression
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class SolutionStep:
    """An event, and why those who must consent do."""

    event: EventCall
    explanations: tuple[SolutionPlan, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class SolutionPlan:
    """What somebody plans to follow an event, and what it is for. A whole solution is a plan of nobody's."""

    steps: tuple[SolutionStep, ...]
    goal: SolutionGoal | None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: how many bars stand before it, and where its words begin and end."""

    depth: int
    start: int
    end: int


def read_solution(solution: Source, problem: Source) -> tuple[SolutionPlan | None, tuple[Diagnostic, ...]]:
    """The solution of a problem that can be read; None if there are errors, and what they are."""
    quiet: list[Diagnostic] = []
    definitions, _ = read_definitions(problem)
    names = gather(definitions, problem, quiet)
    reported: list[Diagnostic] = []
    names.problems, names.source = reported, solution
    plan = _Tree(tokens_of(solution, reported), names).whole()
    if not plan.steps and not reported:
        reported.append(problems.empty_solution(Span(solution.name, 0, 0)))
    found = tuple(sorted(dict.fromkeys(reported), key=lambda each: each.primary.span.start))
    return (None if any(each.severity is Severity.ERROR for each in found) else plan), found


@dataclass(slots=True)
class _Tree:
    """Reads the lines of a solution; problems go where the names report theirs."""

    tokens: Sequence[Token]
    names: Names
    lines: list[_Line] = field(init=False)
    partners: dict[int, int] = field(init=False)
    stretches: Stretches = field(init=False)
    place: int = 0

    def __post_init__(self) -> None:
        """Find the lines and the brackets that belong together."""
        self.partners = {}
        self.stretches = Stretches(self.tokens, self.partners)
        firsts = [number for number, token in enumerate(self.tokens) if token.first]
        self.lines = []
        for start, end in zip(firsts, [*firsts[1:], len(self.tokens)], strict=True):
            depth = 0
            while start + depth < end and self.tokens[start + depth].text == "|":
                depth += 1
            if start + depth < end and self._matched(start + depth, end):
                self.lines.append(_Line(depth, start + depth, end))

    def _matched(self, start: int, end: int) -> bool:
        open_: list[int] = []
        for place in range(start, end):
            if self.stretches.is_sign(place, "("):
                open_.append(place)
            elif self.stretches.is_sign(place, ")"):
                if not open_:
                    self.names.say(problems.unopened(self.tokens[place].span))
                    return False
                self.partners[open_.pop()] = place
        if open_:
            self.names.say(problems.unclosed(self.tokens[open_[0]].span))
        return not open_

    def whole(self) -> SolutionPlan:
        """The story and its goal."""
        plan = self._plan(0)
        if self.place < len(self.lines):
            line = self.lines[self.place]
            self.names.say(problems.after_goal(self.tokens[line.start].span))
        return plan

    def _plan(self, depth: int) -> SolutionPlan:
        """The events at one depth up to their goal, or up to where the lines go back."""
        steps: list[SolutionStep] = []
        while self.place < len(self.lines) and self.lines[self.place].depth >= depth:
            line = self.lines[self.place]
            if line.depth > depth:
                self.names.say(problems.too_many_bars(self.tokens[line.start].span))
                self.place += 1
                continue
            self.place += 1
            if self._is_goal(line):
                return SolutionPlan(tuple(steps), self._goal(line))
            step = self._step(line)
            if step is not None:
                steps.append(step)
        return SolutionPlan(tuple(steps), None)

    def _is_goal(self, line: _Line) -> bool:
        """Whether a line is `goal(…)` and not an event of that name."""
        if self.tokens[line.start].text != "goal" or self.stretches.closes(line.start + 1) != line.end - 1:
            return False
        return self.stretches.atoms(line.start + 2, line.end - 1) is None or line.depth == 0

    def _step(self, line: _Line) -> SolutionStep | None:
        """An event with the plans under it; None, which is reported, if the line is none."""
        explanations: list[SolutionPlan] = []
        while self.place < len(self.lines) and self.lines[self.place].depth > line.depth:
            first = self.lines[self.place]
            explanations.append(self._plan(line.depth + 1))
            if explanations[-1].goal is None:
                self.names.say(problems.no_goal(self.tokens[first.start].span))
        call = self.stretches.fluent(line.start, line.end)
        span = self.stretches.span(line.start, line.end)
        if not isinstance(call, syntax.Call):
            self.names.say(problems.no_event(span))
            return None
        values = [self.names.atom(argument, {}).expression for argument in call.arguments]
        arguments = tuple(written(value.value) for value in values if isinstance(value, Literal))
        return SolutionStep(EventCall(call.name.text, arguments), tuple(explanations), span)

    def _goal(self, line: _Line) -> SolutionGoal | None:
        start, end = line.start + 2, line.end - 1
        person: str | None = None
        comma = self.stretches.first(start, end, ",")
        if comma == start + 1 and self.tokens[start].sort is Sort.NAME:
            token = self.tokens[start]
            person = token.text
            self.names.character(syntax.Word(person, token.span), {}, "have a goal")
            start = comma + 1
        span = self.stretches.span(line.start, line.end)
        try:
            node = self.stretches.fresh(start, end)
            if node is None:
                blame(self.stretches, start, end, span, self.names.problems)
        except TooDeep as deep:
            self.names.say(problems.too_deep(deep.span, DEEPEST))
            return None
        if node is None:
            return None
        before = len(self.names.problems)
        condition = Reading(self.names, {}).condition(self._sensible(node))
        # What the planner writes is what it worked out: a warning about how it looks helps nobody.
        self.names.problems[before:] = [
            each for each in self.names.problems[before:] if each.severity is Severity.ERROR
        ]
        text = " ".join(self.names.source.slice(self.stretches.span(start, end)).split())
        return SolutionGoal(person, condition, text, span)

    def _sensible(self, node: syntax.Node) -> syntax.Node:
        """The goal without comparisons that contradict each other.

        The planner writes a comparison of two numbers once for each property in it, and may deny one and claim the
        other: such a pair says nothing.
        """
        if not isinstance(node, syntax.And):
            return node
        said = {self._said(part) for part in node.parts}
        parts = [part for part in node.parts if self._said(part, contrary=True) not in said]
        return replace(node, parts=tuple(parts))

    def _said(self, node: syntax.Node, *, contrary: bool = False) -> tuple[str, str, str] | None:
        """A comparison as it is written, or its contrary."""
        if not isinstance(node, syntax.Compare):
            return ("", "", "") if contrary else None
        sign = _CONTRARY[node.comparator] if contrary else node.comparator
        return self.names.source.slice(node.left.span), sign, self.names.source.slice(node.right.span)
