# SPDX-License-Identifier: Apache-2.0
"""What one step of a pattern asks of an event, from the syntax tree to the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fabula.language import syntax
from fabula.language.kinds import a_kind
from fabula.language.lowering import condition, number
from fabula.language.names import Scope, signature
from fabula.language.problems import kinds as kind_problems, names as name_problems
from fabula.language.walk import nodes
from fabula.language.work import Work
from fabula.model.expression import Expression, Variable
from fabula.model.pattern import Change, EventFilter, EventShape, Measure, When
from fabula.model.world import Event, World

ANYTHING = "_"


class FilterReader:
    """Reads filters against a world; `facts` are the variables that stand for facts."""

    def __init__(self, world: World, scope: Scope, facts: frozenset[str], work: Work) -> None:
        self.world = world
        self.scope = scope
        self.facts = facts
        self.work = work

    def filter(self, parts: Iterable[syntax.FilterPart]) -> EventFilter:
        """All parts together."""
        event: EventShape | None = None
        names: dict[str, tuple[str, ...]] = {}
        measures: dict[str, tuple[Measure, ...]] = {}
        moments: dict[str, tuple[When, ...]] = {}
        changes: tuple[Change, ...] = ()
        for part in parts:
            match part:
                case syntax.HappensPart(call=call):
                    event = self._shape(call)
                case syntax.WhoPart(word=word, names=said):
                    people = tuple(self._name(name, person=word != "mentions") for name in said)
                    names[word] = (*names.get(word, ()), *people)
                case syntax.ChangesPart():
                    changes = (*changes, self._change(part))
                case syntax.MeasurePart(word=word, measures=measured):
                    measures[word] = (*measures.get(word, ()), *(self._measure(each, word) for each in measured))
                case syntax.MomentPart(word=word, conditions=conditions):
                    moments[word] = (*moments.get(word, ()), *(self.when(each) for each in conditions))
        return EventFilter(
            event=event,
            by=names.get("by", ()),
            not_by=names.get("not by", ()),
            seen_by=names.get("seen by", ()),
            not_seen_by=names.get("not seen by", ()),
            mentions=names.get("mentions", ()),
            helps=names.get("helps", ()),
            harms=names.get("harms", ()),
            changes=changes,
            raises=measures.get("raises", ()),
            lowers=measures.get("lowers", ()),
            before=moments.get("before", ()),
            after=moments.get("after", ()),
        )

    def when(self, tree: syntax.PatternCondition) -> When:
        """A condition."""
        lowered = condition(tree.condition, self.scope, self.work)
        return When(tree.would, lowered, self._variables(lowered))

    def plain(self, tree: syntax.Expression) -> When:
        """A condition of how things are."""
        return self.when(syntax.PatternCondition(False, tree, tree.span))

    def _variables(self, expression: Expression) -> frozenset[str]:
        named = {node.name for node in nodes(expression) if isinstance(node, Variable)}
        return frozenset(named & self.scope.entries.keys())

    def _measure(self, tree: syntax.Expression, word: str) -> Measure:
        lowered = number(tree, self.scope, self.work, f"`{word}`")
        return Measure(lowered, self._variables(lowered))

    def _change(self, part: syntax.ChangesPart) -> Change:
        """A fact variable, and perhaps a mind."""
        if part.fact.text not in self.facts:
            self.work.say(name_problems.unknown_name(part.fact.text, part.fact.span, self.facts, _FACT_WANTED))
        return Change(part.fact.text, None if part.mind is None else self._name(part.mind, person=True))

    def _name(self, name: syntax.Name, *, person: bool) -> str:
        """A variable or a thing."""
        variable = self.scope.find(name.text)
        things = self.work.names.things
        if variable is None and name.text not in things:
            self.work.say(name_problems.unknown_name(name.text, name.span, [*self.scope.entries, *things]))
        elif name.text in self.facts:
            is_ = "a fact of the pattern, and no thing"
            self.work.say(kind_problems.not_a_person(name.span, is_, "be asked about here", name.span))
        elif person:
            kinds = things[name.text].kinds if variable is None else ()
            if variable is not None and not self.work.names.kinds.of_kind(variable.type, "person"):
                is_ = self.work.described(variable.type)
                self.work.say(kind_problems.not_a_person(name.span, is_, "do or see a thing", variable.span))
            elif variable is None and "person" not in kinds:
                is_ = a_kind(kinds[0])
                self.work.say(kind_problems.not_a_person(name.span, is_, "do or see a thing", things[name.text].span))
        return name.text

    def _shape(self, call: syntax.Call) -> EventShape:
        """A named event with its arguments."""
        name = call.name.text
        ways = [event for event in self.world.events if event.name == name]
        if not ways:
            names = [event.name for event in self.world.events]
            self.work.say(name_problems.unknown_event(name, call.name.span, names))
        elif not any(len(way.parameters) == len(call.arguments) for way in ways):
            self._report_count(call, ways)
        return EventShape(name, tuple(self._argument(part) for part in call.arguments))

    def _report_count(self, call: syntax.Call, ways: Sequence[Event]) -> None:
        declared = [(signature(way), len(way.parameters), way.span) for way in ways]
        given = len(call.arguments)
        self.work.say(name_problems.wrong_argument_count(call.name.text, call.span, given, declared, "event"))

    def _argument(self, part: syntax.Expression) -> str | None:
        if not isinstance(part, syntax.Name):
            self.work.say(kind_problems.not_a_name(part.span))
            return None
        return None if part.text == ANYTHING else self._name(part, person=False)


_FACT_WANTED = "What changes is a fact: declare it with `about matter: fact`."


def names_in(parts: object) -> Iterator[str]:
    """All names that parts speak of."""
    for node in nodes(parts):
        if isinstance(node, syntax.Name):
            yield node.text
