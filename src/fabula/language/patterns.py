# SPDX-License-Identifier: Apache-2.0
"""Reads a pattern against a world.

One pattern is meant for many worlds, which have different words. So an alternative of a step that speaks of a fact, an
event or a kind that the world does not have is left out for it, and of several definitions of one name the first is
meant that the world has words for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fabula.diagnostics import Diagnostic, Severity, Source
from fabula.language import syntax
from fabula.language.kinds import BROKEN, Broken
from fabula.language.lowering import lower
from fabula.language.names import Entry, Names, Scope, names_of
from fabula.language.parameters import introduce, kind_type, lower_parameters
from fabula.language.pattern_filters import FilterReader, names_in
from fabula.language.problems import patterns as problems
from fabula.language.read_pattern import parse_pattern
from fabula.language.work import Work
from fabula.model.pattern import FACT, MOMENTS, EventFilter, LeftOut, Pattern, PatternStep, PatternVariable, When
from fabula.model.world import Definition, World

_OTHER_WORDS = frozenset(
    (
        *("unknown-fact", "unknown-event", "unknown-kind", "unknown-name", "wrong-kind", "wrong-argument-count"),
        *("not-a-condition", "not-a-number", "kinds-never-equal", "never-of-kind", "misplaced-name"),
    )
)
"""What is wrong with an alternative where the world has no words for it, or uses the same words for something else."""


_PLACES = {
    "earlier": "Put it before the first step, or write `meanwhile`.",
    "meanwhile": "Put it between two steps. Before the first write `earlier`, after the last `afterwards`.",
    "afterwards": "Put it after the last step, or write `meanwhile`.",
}
"""Where what is barred belongs, by the word that it begins with."""


class ReadPattern(NamedTuple):
    """A pattern, None where it cannot be used in this world, and what is wrong with it."""

    pattern: Pattern | None
    diagnostics: tuple[Diagnostic, ...]


def read_pattern(source: Source, world: World) -> ReadPattern:
    """The pattern of a text, read against a world."""
    tree, said = parse_pattern(source)
    reading = _Reading(source, world, list(said))
    pattern = reading.pattern(tree)
    found = tuple(reading.said)
    failed = any(each.severity is Severity.ERROR for each in found)
    return ReadPattern(None if failed else pattern, found)


def pattern_title(source: Source) -> str | None:
    """The title of the pattern of a text, whatever the world; None where it has none."""
    header = parse_pattern(source)[0].header
    return None if header is None else header.title.value


class _Reading:
    """One pattern on its way; `said` collects what is wrong."""

    def __init__(self, source: Source, world: World, said: list[Diagnostic]) -> None:
        self.source = source
        self.world = world
        self.said = said
        known = names_of(world)
        readables = {name: list(ways) for name, ways in known.readables.items()}
        self.names = Names(known.kinds, known.kind_spans, known.things, readables, dict(known.events))
        self.undefined: dict[str, tuple[str, ...]] = {}
        self.left_out: list[LeftOut] = []
        self.variables: list[PatternVariable] = []
        self.scope = Scope()

    def pattern(self, tree: syntax.PatternFile) -> Pattern:
        """The whole."""
        self._variables(tree)
        self._definitions(tree.definitions)
        where = tuple(self._filters(self.said).plain(line.where) for line in tree.about if line.where is not None)
        steps, barred = self._sequence(tree)
        reader = self._filters(self.said)
        ends = tuple(reader.when(each) for each in tree.ends)
        for text in (tree.text, *(each.text for each in tree.sequence if isinstance(each, syntax.StepDeclaration))):
            self._check_text(text)
        self._check_use(tree)
        title = self.source.name if tree.header is None else tree.header.title.value
        return Pattern(
            name=self.source.name,
            title=title,
            text=None if tree.text is None else tree.text.value,
            variables=tuple(self.variables),
            where=where,
            moments=MOMENTS if tree.moments is None else tree.moments.count,
            steps=steps,
            barred=barred,
            ends=ends,
            left_out=tuple(self.left_out),
        )

    def _work(self, said: list[Diagnostic]) -> Work:
        return Work(self.names, {self.source.name: self.source}, said)

    def _filters(self, said: list[Diagnostic]) -> FilterReader:
        facts = frozenset(each.name for each in self.variables if each.kind == FACT)
        return FilterReader(self.world, self.scope, facts, self._work(said))

    # ----------------------------------------------------------------------------- variables, definitions, texts
    def _variables(self, tree: syntax.PatternFile) -> None:
        work = self._work(self.said)
        for line in tree.about:
            for parameter in line.parameters:
                kind = parameter.kind
                if kind is None:
                    continue
                of_facts = kind.text == FACT and FACT not in self.names.kinds.above
                type_ = BROKEN if of_facts else kind_type(kind, work)
                self.scope = introduce(parameter.name, type_, self.scope, work)
                entry = Entry(parameter.name.text, type_, parameter.span)
                self.scope = self.scope.extended(parameter.name.text, entry)
                self.variables.append(PatternVariable(parameter.name.text, kind.text, parameter.span))

    def _definitions(self, trees: Sequence[syntax.DefineDeclaration]) -> None:
        """Of all definitions of one name, the first that this world has words for."""
        done: set[str] = set()
        for tree in trees:
            name = tree.name.text
            if name in done:
                continue
            said: list[Diagnostic] = []
            definition = self._definition(tree, self._work(said))
            if definition is not None:
                done.add(name)
                self.undefined.pop(name, None)
                others = [way for way in self.names.readables.get(name, ()) if way.span.source != self.source.name]
                same = len(definition.parameters)
                kept = [way for way in others if len(way.parameters) != same]
                self.names.readables[name] = [definition, *kept]
            elif all(each.code in _OTHER_WORDS for each in said):
                missing = (*self.undefined.get(name, ()), *(each.title for each in said))
                self.undefined[name] = tuple(dict.fromkeys(missing))
            else:
                self.said += said

    def _definition(self, tree: syntax.DefineDeclaration, work: Work) -> Definition | None:
        parameters, scope = lower_parameters(tree.parameters, work, named=True)
        body = lower(tree.body, scope, work)
        settled = None if isinstance(body.type, Broken) else work.names.kinds.settled(body.type)
        if parameters is None or settled is None or work.problems:
            return None
        return Definition(tree.name.text, parameters, settled, body.expression, None, tree.name.span)

    def _check_text(self, text: syntax.Text | None) -> None:
        """Report what stands in braces and is no variable."""
        known = [each.name for each in self.variables]
        for piece in () if text is None else text.pieces:
            if isinstance(piece, syntax.Hole) and not (
                isinstance(piece.expression, syntax.Name) and piece.expression.text in known
            ):
                shown = self.source.slice(piece.span)
                self.said.append(problems.not_a_variable(shown, piece.span, known))

    def _check_use(self, tree: syntax.PatternFile) -> None:
        """Report variables of which no step speaks, and a pattern without steps."""
        if not any(isinstance(each, syntax.StepDeclaration) for each in tree.sequence):
            if tree.header is not None and not any(each.severity is Severity.ERROR for each in self.said):
                self.said.append(problems.no_steps(tree.header.span))
            return
        bodies = [_body(each) for each in tree.sequence]
        used = set(names_in((*bodies, tree.ends)))
        for variable in self.variables:
            if variable.name not in used:
                self.said.append(problems.variable_never_used(variable.name, variable.span))

    # --------------------------------------------------------------------------------------------------- steps
    def _sequence(
        self, tree: syntax.PatternFile
    ) -> tuple[tuple[PatternStep, ...], tuple[tuple[EventFilter, ...], ...]]:
        """The steps; and what is barred before the first, and after each until the next."""
        last = max(
            (place for place, each in enumerate(tree.sequence) if isinstance(each, syntax.StepDeclaration)), default=-1
        )
        steps: list[PatternStep] = []
        barred: list[list[EventFilter]] = [[]]
        for place, part in enumerate(tree.sequence):
            if isinstance(part, syntax.StepDeclaration):
                steps.append(PatternStep(part.name.text, part.text.value if part.text else None, self._ways(part)))
                barred.append([])
            elif part.word != ("earlier" if not steps else "afterwards" if place > last else "meanwhile"):
                self.said.append(problems.out_of_place(part.word, part.span, _PLACES[part.word]))
            else:
                barred[-1].append(self._filters(self.said).filter(part.parts))
        return tuple(steps), tuple(tuple(each) for each in barred)

    def _ways(self, step: syntax.StepDeclaration) -> tuple[EventFilter, ...]:
        """The alternatives that this world has words for; one, where the step has none."""
        if not step.alternatives:
            return (self._filters(self.said).filter(step.parts),)
        found: list[EventFilter] = []
        missing: list[str] = []
        for number, parts in enumerate(step.alternatives, 1):
            said: list[Diagnostic] = []
            way = self._filters(said).filter((*step.parts, *parts))
            if not said:
                found.append(way)
            elif all(each.code in _OTHER_WORDS for each in said):
                reasons = tuple(dict.fromkeys(self._reasons(said)))
                self.left_out.append(LeftOut(step.name.text, number, reasons))
                missing += reasons
            else:
                self.said += said
        if not found and missing:
            wanting = tuple(dict.fromkeys(missing))
            self.said.append(problems.nothing_left(step.name.text, step.name.span, wanting, self.world.title))
        return tuple(found)

    def _reasons(self, said: Sequence[Diagnostic]) -> Iterator[str]:
        """Why an alternative is left out; for a name that no definition gives, why these cannot be used."""
        for each in said:
            name = self.source.slice(each.primary.span)
            yield each.title
            yield from self.undefined.get(name, ())


def _body(part: syntax.StepDeclaration | syntax.BarredDeclaration) -> object:
    """All that a step or a bar says, but its name and its text."""
    return (part.parts, part.alternatives) if isinstance(part, syntax.StepDeclaration) else (part.parts,)


def when_conditions(pattern: Pattern) -> Iterator[When]:
    """Every condition of a pattern."""
    yield from pattern.where
    yield from pattern.ends
    for each in (
        *(way for step in pattern.steps for way in step.ways),
        *(way for bars in pattern.barred for way in bars),
    ):
        yield from each.before
        yield from each.after
