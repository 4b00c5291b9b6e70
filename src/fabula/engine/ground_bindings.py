# SPDX-License-Identifier: Apache-2.0
"""Which bindings of a form's parameters can matter: a join over what never changes.

Parameters are bound one by one, those first that the condition's unchanging parts narrow most. What never changes is
joined (`ground_joins.py`), so that only what it allows is looked at; every other part of the condition is tried as soon
as its variables are bound: where it folds to "no", nothing below is looked at. Before
anything large is built the bindings of the whole world are counted: a world that is too large is reported, not begun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from fabula.diagnostics import Diagnostic, Label, Severity, Span
from fabula.engine.ground_expressions import Grounder
from fabula.engine.ground_folding import is_constant
from fabula.engine.ground_joins import Filter, common, filter_of
from fabula.engine.ground_reading import conjuncts, free_variables, reads_only
from fabula.engine.ground_weight import TooMuchError
from fabula.model.expression import Expression
from fabula.model.world import Fact, Parameter
from fabula.records import dataclass

TRIALS = 10
"""How many bindings are tried for each that is allowed, before the form counts as too large."""


@dataclass(frozen=True, slots=True)
class Form:
    """What is counted: a fact, an event or a law, with the condition that narrows its parameters, if any does."""

    what: str
    name: str
    parameters: tuple[Parameter, ...]
    condition: Expression | None
    span: Span


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a condition, its variables, and whether nothing in it ever changes."""

    condition: Expression
    variables: frozenset[str]
    unchanging: bool


@dataclass(slots=True)
class Counter:
    """Counts instances against a limit that holds for the whole world."""

    grounder: Grounder
    unchanging: frozenset[Fact]
    limit: int
    counted: int = 0

    def count(self, form: Form, instances: int) -> None:
        """Add instances; raises where they are too many."""
        self.counted += instances
        if self.counted > self.limit:
            raise self._refusal(form, instances, self.counted)

    def _refusal(self, form: Form, instances: int, total: int) -> TooMuchError:
        sizes = [len(self.grounder.domain(parameter)) for parameter in form.parameters]
        return TooMuchError(_too_many(form, sizes, instances, total, self.limit))

    def bindings(self, form: Form) -> list[tuple[str, ...]]:
        """The arguments with which the form may matter, in the order of the file."""
        domains = {parameter.name: self.grounder.domain(parameter) for parameter in form.parameters}
        parts = [
            _Part(part, free_variables(part), reads_only(part, self.unchanging))
            for part in (() if form.condition is None else conjuncts(form.condition))
        ]
        instances = prod(len(names) for names in domains.values())
        if self.counted + instances > self.limit and not any(part.unchanging for part in parts):
            raise self._refusal(form, instances, self.counted + instances)  # nothing could narrow it
        order = _order(form.parameters, domains, parts)
        search = _Search(self.grounder, order, domains, parts)
        found: list[tuple[str, ...]] = []
        for tried, binding in enumerate(search.extend({}, 0)):
            if binding is not None:
                found.append(tuple([binding[parameter.name] for parameter in form.parameters]))
            if len(found) + self.counted > self.limit or tried > TRIALS * self.limit:
                raise self._refusal(form, instances, self.counted + instances)
        self.count(form, len(found))
        if order != [parameter.name for parameter in form.parameters]:
            places = [{name: place for place, name in enumerate(domains[p.name])} for p in form.parameters]
            found.sort(key=lambda names: [place[name] for place, name in zip(places, names, strict=True)])
        return found


class _Search:
    """The bindings of one form, parameter by parameter: what never changes is joined, the rest tried."""

    def __init__(
        self, grounder: Grounder, order: Sequence[str], domains: dict[str, tuple[str, ...]], parts: Sequence[_Part]
    ) -> None:
        self.grounder = grounder
        self.order = order
        self.domains = [domains[name] for name in order]
        self.filters: list[list[Filter]] = [[] for _ in order]
        self.tests: list[list[Expression]] = [[] for _ in range(len(order) + 1)]
        for part in sorted(parts, key=lambda part: not part.unchanging):
            level = max((order.index(name) + 1 for name in part.variables), default=0)
            joined = self._filter(part, level) if part.unchanging and level else None
            if joined is None:
                self.tests[level].append(part.condition)
            else:
                self.filters[level - 1].append(joined)

    def _filter(self, part: _Part, level: int) -> Filter | None:
        name = self.order[level - 1]
        return filter_of(self.grounder, part.condition, name, self.order[: level - 1], self.domains[level - 1])

    def extend(self, binding: dict[str, str], level: int) -> Iterator[dict[str, str] | None]:
        """Every full binding that passes; None for each one that was given up."""
        if any(is_constant(self.grounder.condition(test, binding), False) for test in self.tests[level]):
            yield None
        elif level == len(self.order):
            yield binding
        else:
            name = self.order[level]
            names = common(self.filters[level], self.domains[level], binding)
            if not names:
                yield None
            for each in names:
                binding[name] = each
                yield from self.extend(binding, level + 1)
            binding.pop(name, None)


def _order(parameters: tuple[Parameter, ...], domains: dict[str, tuple[str, ...]], parts: Sequence[_Part]) -> list[str]:
    """The order of binding: next comes what completes most unchanging parts, then what has fewest things."""
    order: list[str] = []
    left = [parameter.name for parameter in parameters]
    while left:
        bound = set(order)

        def rank(name: str, bound: set[str] = bound) -> tuple[int, int]:
            now = bound | {name}
            completed = sum(part.unchanging and name in part.variables and part.variables <= now for part in parts)
            return (-completed, len(domains[name]))

        chosen = min(left, key=rank)
        order.append(chosen)
        left.remove(chosen)
    return order


def _too_many(form: Form, sizes: list[int], instances: int, total: int, limit: int) -> Diagnostic:
    ways = " × ".join(f"{size:,}" for size in sizes)
    text = f"{ways} ways to fill its parameters" if len(sizes) > 1 else f"{instances:,} ways to fill its parameter"
    labels: list[Label] = []
    if len(set(sizes)) > 1:
        widest = max(range(len(sizes)), key=lambda place: sizes[place])
        parameter = form.parameters[widest]
        many = f"there are {sizes[widest]:,} things of the kind `{parameter.kind}`"
        labels.append(Label(parameter.span, f"this parameter multiplies them most: {many}"))
    advice = "Give a parameter a narrower kind, or tie it to another one by a fact that no event and no law changes."
    if form.what == "fact":
        advice = "Give a parameter a narrower kind, or say the same with facts of fewer parameters."
    notes = () if instances > limit else (f"With what comes before it the world has {total:,} facts, events and laws.",)
    return Diagnostic(
        code="too-many-instances",
        severity=Severity.ERROR,
        title=f"The {form.what} `{form.name}` has {instances:,} instances, and a world may have {limit:,} in all.",
        primary=Label(form.span, text),
        labels=tuple(labels),
        notes=notes,
        help=advice,
    )
