# SPDX-License-Identifier: Apache-2.0
"""Worlds read from texts, what is said about them as one text, and lowered expressions written out again."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from fabula.diagnostics import Source, render_text
from fabula.language import read_world
from fabula.model import expression as model
from fabula.model.values import show_value
from fabula.model.world import World

HOUSE = """world "House"
kind place, thing
kind vampire: person
person Ash, Wren
vampire Spike
place hall, yard
thing lamp
fact alive(person)
fact at(person) is place
fact at(thing) is place
fact keeper(thing) is person
fact lit(thing)
fact blood(person) is number
fact raining
define weak(p: person): blood(p) < 3
define sire is person: keeper(lamp)
"""


@dataclass(frozen=True)
class Outcome:
    """A world, if there is one, and all that is said about it."""

    world: World | None
    said: str
    codes: list[str]

    @property
    def made(self) -> World:
        """The world, which must be there."""
        assert self.world is not None, self.said
        return self.world


Read = Callable[..., Outcome]
Show = Callable[[object], str]


@pytest.fixture
def read() -> Read:
    """Reads a world: `read(text, {"other.world": text})`."""

    def reading(text: str, files: dict[str, str] | None = None) -> Outcome:
        known = {"a.world": text, **(files or {})}

        def open_file(_: str, path: str) -> Source | None:
            return Source(path, known[path]) if path in known else None

        world, problems, sources = read_world(Source("a.world", text), open_file)
        said = render_text(problems, {source.name: source for source in sources})
        return Outcome(world, said, [problem.code for problem in problems])

    return reading


@pytest.fixture
def house(read: Read) -> Read:
    """Reads a world that has the house's kinds, things and facts besides; only errors are among the codes."""

    def reading(text: str, files: dict[str, str] | None = None) -> Outcome:
        found = read(HOUSE + text, files)
        return Outcome(found.world, found.said, [] if found.world is not None else found.codes)

    return reading


@pytest.fixture
def show() -> Show:
    """Writes out what was lowered: `Ash believes (at(Wren) = hall)`."""
    return _show


def _show(node: object) -> str:
    """Expressions, effects, and tuples of them."""
    match node:
        case tuple():
            return "; ".join(_show(part) for part in node)
        case model.Literal(value=value):
            return show_value(value)
        case model.Variable(name=name):
            return name
        case (
            model.FactRead(fact=called, arguments=arguments)
            | model.DefinitionRead(definition=called, arguments=arguments)
        ):
            kinds = ",".join(parameter.kind for parameter in called.parameters)
            return f"{called.name}:{kinds}({', '.join(map(_show, arguments))})" if arguments else called.name
        case model.Believes(person=person, body=body):
            return f"[{_show(person)}: {_show(body)}]"
        case model.Not(body=body):
            return f"not {_show(body)}"
        case model.And(parts=parts):
            return f"({' and '.join(map(_show, parts))})" if parts else "yes!"
        case model.Or(parts=parts):
            return f"({' or '.join(map(_show, parts))})" if parts else "no!"
        case model.Compare(comparator=sign, left=left, right=right):
            return f"({_show(left)} {sign} {_show(right)})"
        case model.Arithmetic(operator=sign, left=left, right=right):
            return f"({_show(left)} {sign} {_show(right)})"
        case model.KindTest(thing=thing, kind=kind):
            return f"({_show(thing)} is {kind})"
        case model.Choose(condition=test, then=then, otherwise=otherwise):
            return f"({_show(then)} if {_show(test)} else {_show(otherwise)})"
        case model.Quantified(quantifier=word, binders=binders, where=where, body=body):
            return f"{word}({_bound(binders)} where {_show(where)}: {_show(body)})"
        case _:
            return _show_effect(node)


def _show_effect(node: object) -> str:
    """Effects."""
    match node:
        case model.Assign(believers=believers, target=target, value=value, increase=increase):
            path = "".join(f"{_show(believer)} > " for believer in believers)
            return f"{path}{_show(target)} {'+=' if increase else ':='} {_show(value)}"
        case model.Conditional(condition=test, then=then, otherwise=otherwise):
            return f"if {_show(test)} {{{_show(then)}}} else {{{_show(otherwise)}}}"
        case model.ForEvery(binders=binders, where=where, effects=effects):
            return f"for {_bound(binders)} where {_show(where)} {{{_show(effects)}}}"
        case _:
            raise AssertionError(node)


def _bound(binders: tuple[model.Binder, ...]) -> str:
    """Variables with their kinds."""
    return ", ".join(f"{binder.kind} {binder.name}" for binder in binders)
