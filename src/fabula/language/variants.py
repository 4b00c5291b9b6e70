# SPDX-License-Identifier: Apache-2.0
"""Variants: a base world's declarations and what differs, put together as syntax, so that every place stays right.

A declaration of the variant takes the place of the base's of the same name and number of parameters (events, laws,
definitions) or the same name (sights, endings); `wants X` takes the place of all that the base says X wants;
`without` leaves out; start statements come after the base's and so win; everything else is added.
"""

from __future__ import annotations

from collections.abc import Sequence

from fabula.diagnostics import Diagnostic
from fabula.language import syntax
from fabula.language.problems import composition as problems

Key = tuple[str, ...]


def apply_variant(
    base: Sequence[syntax.Declaration], own: Sequence[syntax.Declaration]
) -> tuple[tuple[syntax.Declaration, ...], list[Diagnostic]]:
    """The declarations of the variant world, and problems with what is to be left out."""
    kept, said = _leave_out(base, [d for d in own if isinstance(d, syntax.WithoutDeclaration)])
    added = [d for d in own if not isinstance(d, syntax.WithoutDeclaration)]
    wanted = {_wants_key(d) for d in added if isinstance(d, syntax.WantsDeclaration)}
    kept = [d for d in kept if not (isinstance(d, syntax.WantsDeclaration) and _wants_key(d) in wanted)]
    places: dict[Key, list[int]] = {}
    for place, declaration in enumerate(kept):
        places.setdefault(_key(declaration), []).append(place)
    rest: list[syntax.Declaration] = []
    for declaration in added:
        key = _key(declaration)
        taken = _place(declaration, kept, places.get(key, ())) if key else None
        if taken is None:
            rest.append(declaration)
        else:
            kept[taken] = declaration
            places[key].remove(taken)
    return (*kept, *rest), said


def _place(declaration: syntax.Declaration, kept: Sequence[syntax.Declaration], places: Sequence[int]) -> int | None:
    """Which of several declarations of a name is replaced: the one with the same kinds, or the only one there is."""
    kinds = _kinds(declaration)
    same = [place for place in places if _kinds(kept[place]) == kinds]
    if same:
        return same[0]
    return places[0] if len(places) == 1 else None


def _kinds(declaration: syntax.Declaration) -> tuple[str, ...]:
    """The kinds of a declaration's parameters."""
    parameters = getattr(declaration, "parameters", ())
    return tuple((parameter.kind or parameter.name).text for parameter in parameters)


def _key(declaration: syntax.Declaration) -> Key:
    """What a declaration must share with another to take its place; empty for what is only ever added."""
    match declaration:
        case syntax.EventDeclaration(name=name, parameters=parameters):
            return ("event", name.text, str(len(parameters)))
        case syntax.LawDeclaration(name=name, parameters=parameters):
            return ("law", name.text, str(len(parameters)))
        case syntax.DefineDeclaration(name=name, parameters=parameters):
            return ("define", name.text, str(len(parameters)))
        case syntax.SightDeclaration(name=syntax.Name(text=name)):
            return ("sight", name)
        case syntax.EndingDeclaration(name=name):
            return ("ending", name.text)
        case _:
            return ()


def _wants_key(declaration: syntax.WantsDeclaration) -> str:
    """Who wants: a person, the author, everybody of a kind."""
    if declaration.binder is not None:
        return f"every {declaration.binder.kind.text}"
    return declaration.person.text if declaration.person is not None else "author"


def _leave_out(
    base: Sequence[syntax.Declaration], withouts: Sequence[syntax.WithoutDeclaration]
) -> tuple[list[syntax.Declaration], list[Diagnostic]]:
    """The base without what is named."""
    named = [(declaration, _section_and_name(declaration)) for declaration in base]
    said: list[Diagnostic] = []
    gone: set[tuple[str, str]] = set()
    for without in withouts:
        name = (without.section, without.name.text)
        if any(other == name for _, other in named):
            gone.add(name)
        else:
            candidates = [other[1] for _, other in named if other is not None and other[0] == without.section]
            said.append(problems.nothing_left_out(*name, without.name.span, candidates))
    return [declaration for declaration, name in named if name not in gone], said


def _section_and_name(declaration: syntax.Declaration) -> tuple[str, str] | None:
    """How `without` speaks of a declaration."""
    if isinstance(declaration, syntax.WantsDeclaration):
        return ("wants", _wants_key(declaration))
    key = _key(declaration)
    return (key[0], key[1]) if key else None
