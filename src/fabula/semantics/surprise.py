# SPDX-License-Identifier: Apache-2.0
"""Surprise: how a mind is corrected by seeing what it believed could not happen."""

from __future__ import annotations

from collections.abc import Iterator

from fabula.model.expression import Comparator
from fabula.model.ground import (
    All,
    Believed,
    Calculation,
    Choice,
    Comparison,
    Doubted,
    GroundExpression,
    Named,
    Read,
    Some,
)
from fabula.model.values import UNKNOWN
from fabula.records import dataclass
from fabula.semantics.expression import Condition, negated, truth_of
from fabula.semantics.state import Path, State, States, Write


@dataclass(frozen=True, slots=True)
class Literal:
    """A comparison inside a condition: what it asks of the mind at `path`, and what is put right where it is denied.

    With `known` the facts take the values they have in the outer state, else they become unknown.
    """

    path: Path
    holds: Condition
    facts: tuple[tuple[Path, int], ...]
    known: bool


def bare(expression: GroundExpression) -> bool:
    """Whether the expression is a fluent and nothing else, be it as somebody believes it."""
    match expression:
        case Read():
            return True
        case Believed(body=body) | Named(body=body):
            return bare(body)
        case _:
            return False


def read(expression: GroundExpression, path: Path) -> Iterator[tuple[Path, int]]:
    """The fluents that an expression reads, each with the minds it reads it in."""
    match expression:
        case Read(fluent=fluent):
            yield path, fluent
        case Believed(person=person, body=body) | Doubted(person=person, body=body):
            yield from read(body, (*path, person))
        case Named(body=body):
            yield from read(body, path)
        case All(parts=parts) | Some(parts=parts):
            for part in parts:
                yield from read(part, path)
        case Comparison(left=left, right=right) | Calculation(left=left, right=right):
            yield from read(left, path)
            yield from read(right, path)
        case Choice(condition=test, then=then, otherwise=otherwise):
            for part in (test, then, otherwise):
                yield from read(part, path)
        case _:
            pass


class Surprise(States):
    """Corrects minds."""

    def corrected(self, mind: State, person: int, condition: GroundExpression, outer: State) -> State:
        """The mind of a person who, with `outer` before their eyes, must take it that the condition holds.

        "`s/p` is first corrected, just enough: […] each of its literals that `s/p` denies is put right".
        """
        for each in self.literals(condition, outer, ()):
            if not each.holds(mind.at(each.path)):
                mind = self.imposed(mind, self.repairs(each, outer), person)
        return mind

    def repairs(self, wrong: Literal, outer: State) -> Iterator[Write]:
        """What is put right where a literal is denied."""
        for path, fluent in wrong.facts:
            yield path, fluent, outer.at(path).values[fluent] if wrong.known else UNKNOWN

    def literals(self, condition: GroundExpression, outer: State, path: Path) -> Iterator[Literal]:
        """The literals of "each way (conjunction of literals) in which the condition really was true" in `outer`.

        A literal stands in such a way if it holds and whatever it is part of holds. Taking them in the order of the
        text, each once, rather than way by way comes to the same: what is equal takes the outer value, which fits all.
        """
        if not self.truth(condition)(outer.at(path)):
            return
        match condition:
            case All(parts=parts) | Some(parts=parts):
                for part in parts:
                    yield from self.literals(part, outer, path)
            case Believed(person=person, body=body):
                yield from self.literals(body, outer, (*path, person))
            case Named(body=body):
                yield from self.literals(body, outer, path)
            case Choice(condition=test, then=then, otherwise=otherwise):
                for chosen in (All((test, then), test.span), All((negated(test), otherwise), test.span)):
                    yield from self.literals(chosen, outer, path)
            case Doubted(person=person, body=body):
                # Nothing says which part of what was believed is wrong: all that is not so there is put right.
                denied = self.literals(negated(body), outer, (*path, person))
                facts = tuple(fact for literal in denied for fact in literal.facts)
                yield Literal(path, self.truth(condition), facts, known=True)
            case _:
                yield self.literal(condition, path)

    def literal(self, condition: GroundExpression, path: Path) -> Literal:
        """One comparison.

        "An equality takes the value it has in `s`, any other comparison makes the fluent unknown".
        """
        facts: tuple[tuple[Path, int], ...] = ()
        known = False
        match condition:
            case Comparison(comparator=comparator, left=left, right=right):
                known = comparator is Comparator.EQUAL and (bare(left) or bare(right))
                facts = tuple(read(left if not known or bare(left) else right, path)) or tuple(read(right, path))
            case Read():
                known = True
                facts = tuple(read(condition, path))
            case _:
                pass
        return Literal(path, self.truth(condition), facts, known)

    def truth(self, condition: GroundExpression) -> Condition:
        """What a condition means."""
        return truth_of(condition)
