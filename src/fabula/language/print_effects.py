# SPDX-License-Identifier: Apache-2.0
"""Effects of the model, written in our language.

Under `P believes` everything is read as P believes it, so a value that is read so loses its `believes`. One that is
really read is written `Wren believes at(Ash) = at(Ash) as it is`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from fabula.diagnostics import Diagnostic, Span
from fabula.language.print_expressions import Level, Words
from fabula.language.problems.printing import cannot_be_said
from fabula.model.expression import (
    Arithmetic,
    Assign,
    Believes,
    Choose,
    Conditional,
    Effect,
    Expression,
    FactRead,
    ForEvery,
    Literal,
    Variable,
)
from fabula.model.world import YesNo

INDENT = "    "


class NotSaid(Exception):
    """The language has no words for this."""

    def __init__(self, span: Span) -> None:
        super().__init__("no words")
        self.diagnostic: Diagnostic = cannot_be_said(span)


def effect_lines(effects: Sequence[Effect], words: Words) -> Iterator[str]:
    """Lines that say the effects, one step deeper for each block."""
    for effect in effects:
        match effect:
            case Assign():
                yield from _assign(effect, words)
            case ForEvery(binders=binders, where=where, effects=inner):
                heads: list[str] = []
                within = words
                for binder in binders:
                    written, within = within.within(binder.name, binder.kind)
                    heads.append(f"{words.names.kinds[binder.kind]} {written}")
                test = within.text(where)
                yield f"for every {', '.join(heads)}{'' if test == 'yes' else f' where {test}'}:"
                yield from _block(inner, within)
            case Conditional():
                yield from _conditional(effect, words, "if")


def _block(effects: Sequence[Effect], words: Words) -> Iterator[str]:
    yield from (INDENT + line for line in effect_lines(effects, words))


def _conditional(effect: Conditional, words: Words, word: str) -> Iterator[str]:
    """`if … else if … else …`."""
    if not effect.then and not effect.otherwise:
        return
    test = words.text(effect.condition)
    if not effect.then:
        yield f"{word} not ({test}):"
        yield from _block(effect.otherwise, words)
        return
    yield f"{word} {test}:"
    yield from _block(effect.then, words)
    if len(effect.otherwise) == 1 and isinstance(effect.otherwise[0], Conditional) and effect.otherwise[0].then:
        yield from _conditional(effect.otherwise[0], words, "else if")
    elif effect.otherwise:
        yield "else:"
        yield from _block(effect.otherwise, words)


def _assign(effect: Assign, words: Words) -> Iterator[str]:
    believed = _as_believed(effect.value, effect.believers)
    value = effect.value if believed is None else believed
    as_it_is = " as it is" if believed is None else ""
    minds = "".join(f"{words.text(person, Level.OPERAND)} believes " for person in _people(effect))
    target = words.call(effect.target.fact.name, _arguments(effect))
    if isinstance(value, Literal) and isinstance(value.value, bool) and isinstance(effect.target.fact.type, YesNo):
        yield f"{minds}{'' if value.value else 'not '}{target}"
    else:
        yield f"{minds}{target} {'+=' if effect.increase else '='} {words.text(value)}{as_it_is}"


def _people(effect: Assign) -> list[Expression]:
    """Who believes, each as the one before reads them."""
    found: list[Expression] = []
    for place, person in enumerate(effect.believers):
        read = _as_believed(person, effect.believers[:place])
        if read is None:
            raise NotSaid(effect.span)
        found.append(read)
    return found


def _arguments(effect: Assign) -> tuple[Expression, ...]:
    read = [_as_believed(argument, effect.believers) for argument in effect.target.arguments]
    if any(argument is None for argument in read):
        raise NotSaid(effect.span)
    return tuple(argument for argument in read if argument is not None)


def _as_believed(expression: Expression, minds: Sequence[Expression]) -> Expression | None:
    """The expression as it is written under these beliefs; None if it reads what really is."""
    if not minds or isinstance(expression, Literal | Variable):
        return expression
    inner: Expression = expression
    for person in minds:
        if not isinstance(inner, Believes) or inner.person != person:
            return _parts_as_believed(expression, minds)
        inner = inner.body
    return inner


def _parts_as_believed(expression: Expression, minds: Sequence[Expression]) -> Expression | None:
    """The same for what is worked out from several readings."""
    match expression:
        case Arithmetic(left=left, right=right):
            one, other = _as_believed(left, minds), _as_believed(right, minds)
            return None if one is None or other is None else replace(expression, left=one, right=other)
        case Choose(condition=condition, then=then, otherwise=otherwise):
            test, one, other = (_as_believed(each, minds) for each in (condition, then, otherwise))
            if test is None or one is None or other is None:
                return None
            return replace(expression, condition=test, then=one, otherwise=other)
        case _:
            return None


def sees(effects: Sequence[Effect], last: Expression | None) -> tuple[Expression, FactRead] | None:
    """Who comes to see which fact, if that is all the effects do and `last` says that they have not seen it."""
    if len(effects) != 1 or not isinstance(effects[0], Assign) or last is None:
        return None
    effect = effects[0]
    if len(effect.believers) != 1 or effect.value != effect.target:
        return None
    return (effect.believers[0], effect.target)
