# SPDX-License-Identifier: Apache-2.0
"""Problems with names: nothing is called that, two things are called that, or it takes other arguments."""

from __future__ import annotations

from collections.abc import Iterable

from fabula.diagnostics import NOWHERE, Diagnostic, Edit, Fix, Label, Severity, Span, suggest

_LONG = 60
_MANY = 300
_WALK = 6


def error(
    code: str,
    title: str,
    primary: Label,
    labels: Iterable[Label] = (),
    notes: Iterable[str] = (),
    advice: str | None = None,
    fix: Fix | None = None,
) -> Diagnostic:
    """An error; labels that point nowhere (at what nobody wrote) are left out."""
    seen = tuple(label for label in labels if label.span != NOWHERE)
    return Diagnostic(code, Severity.ERROR, title, primary, seen, tuple(notes), advice, fix)


def listed(names: Iterable[str], joint: str = "or") -> str:
    """Names between backticks as a list in prose: `a`, `b` or `c`."""
    shown = [f"`{name}`" for name in names]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {joint} {shown[-1]}"


def clipped(name: str) -> str:
    """The name, or the beginning of one that is too long to be read."""
    return name if len(name) <= _LONG else f"{name[:_LONG]}…"


def _few(name: str, candidates: Iterable[str]) -> Iterable[str]:
    """The candidates; of very many only those that begin alike, since comparing takes time."""
    known = list(candidates)
    if len(known) <= _MANY:
        return known
    return [other for other in known if other[:2].casefold() == name[:2].casefold()][:_MANY]


def _near(name: str, span: Span, candidates: Iterable[str]) -> tuple[str | None, Fix | None]:
    """The advice and the fix that near names give."""
    near = suggest(name, _few(name, candidates))
    if not near:
        return None, None
    fix = Fix(f"Write `{near[0]}`", (Edit(span, near[0]),))
    return f"Did you mean {listed(near)}?", fix


def unknown_name(name: str, span: Span, candidates: Iterable[str], note: str | None = None) -> Diagnostic:
    """`unknown-name`: no thing, variable or fact without parameters is called that."""
    advice, fix = _near(name, span, candidates)
    return error(
        "unknown-name",
        f"Nothing here is called `{clipped(name)}`.",
        Label(span, "no thing, parameter or fact without parameters has this name"),
        notes=(note,) if note else (),
        advice=advice or "Declare it, or check its spelling.",
        fix=fix,
    )


def unknown_thing(name: str, span: Span, kind: str, candidates: Iterable[str]) -> Diagnostic | None:
    """`unknown-name` where a thing of a kind belongs and one is called nearly that; None if none is."""
    advice, fix = _near(name, span, candidates)
    if advice is None:
        return None
    return error(
        "unknown-name",
        f"There is no {kind.split(' ', 1)[-1]} called `{clipped(name)}`.",
        Label(span, f"{kind} belongs here"),
        advice=advice,
        fix=fix,
    )


def unknown_kind(name: str, span: Span, candidates: Iterable[str], note: str | None = None) -> Diagnostic:
    """`unknown-kind`: no kind is called that."""
    advice, fix = _near(name, span, candidates)
    return error(
        "unknown-kind",
        f"There is no kind called `{clipped(name)}`.",
        Label(span, "this kind is not declared"),
        notes=(note,) if note else (),
        advice=advice or f"Declare it: `kind {clipped(name)}`.",
        fix=fix,
    )


def unknown_fact(name: str, span: Span, candidates: Iterable[str], note: str | None = None) -> Diagnostic:
    """`unknown-fact`: no fact or definition is called that."""
    advice, fix = _near(name, span, candidates)
    return error(
        "unknown-fact",
        f"There is no fact called `{clipped(name)}`.",
        Label(span, "no fact or definition has this name"),
        notes=(note,) if note else (),
        advice=advice or f"Declare it: `fact {clipped(name)}(…)`.",
        fix=fix,
    )


def unknown_event(name: str, span: Span, candidates: Iterable[str], note: str | None = None) -> Diagnostic:
    """`unknown-event`: no event is called that."""
    advice, fix = _near(name, span, candidates)
    return error(
        "unknown-event",
        f"There is no event called `{clipped(name)}`.",
        Label(span, "no event of the world has this name"),
        notes=(note,) if note else (),
        advice=advice or f"Declare it in the world: `event {clipped(name)}(…):`.",
        fix=fix,
    )


def doubly_defined(name: str, what: str, span: Span, first: Span, advice: str | None = None) -> Diagnostic:
    """`doubly-defined`: the name has been given away already; `what` is what it is ("a thing", "an event")."""
    notes = ("It is built in.",) if first == NOWHERE else ()
    return error(
        "doubly-defined",
        f"`{name}` is {what} already.",
        Label(span, "declared a second time here"),
        (Label(first, "first declared here"),),
        notes,
        advice or "Give one of the two another name.",
    )


def overlapping_overloads(shown: str, span: Span, earlier: str, first: Span) -> Diagnostic:
    """`overlapping-overloads`: two declarations of one name could both take the same things."""
    return error(
        "overlapping-overloads",
        f"`{shown}` and `{earlier}` could both be meant by the same words.",
        Label(span, "some things fit here"),
        (Label(first, "and here as well"),),
        advice="Give one of the two another name, or parameters of kinds that have no thing in common.",
    )


def reserved_name(name: str, span: Span, why: str) -> Diagnostic:
    """`reserved-name`: the language needs this name for something else."""
    return error(
        "reserved-name",
        f"`{name}` cannot be declared: {why}",
        Label(span, "this name is taken by the language"),
        advice=f"Choose another name, say `my_{name}`.",
    )


def wrong_argument_count(
    name: str, span: Span, given: int, declared: Iterable[tuple[str, int, Span]], what: str = "fact"
) -> Diagnostic:
    """`wrong-argument-count`: too many or too few; `declared` are the signatures, their counts and places."""
    ways = tuple(declared)
    counts = sorted({count for _, count, _ in ways})
    wanted = " or ".join(map(str, counts)) if counts != [0] else "no"
    plural = "argument" if counts == [1] else "arguments"
    return error(
        "wrong-argument-count",
        f"The {what} `{name}` takes {wanted} {plural}, not {given or 'none'}.",
        Label(span, f"{given or 'no'} argument{'' if given == 1 else 's'} here"),
        (Label(place, f"`{shown}` is declared here") for shown, _, place in ways),
        advice=f"Write {listed(shown for shown, _, _ in ways)} with things for the kinds.",
    )


def wrong_order(name: str, span: Span, meant: str, declared: str, place: Span) -> Diagnostic:
    """`wrong-order`: the arguments fit, but in another order."""
    return error(
        "wrong-order",
        f"The arguments of `{name}` stand in another order.",
        Label(span, "these fit, but not in this order"),
        (Label(place, f"`{declared}` is declared here"),),
        advice=f"Write `{meant}`.",
        fix=Fix(f"Write `{meant}`", (Edit(span, meant),)),
    )


def misplaced_name(name: str, what: str, span: Span, declared: Span, advice: str) -> Diagnostic:
    """`misplaced-name`: the name is known, but as something that cannot stand here (a kind, an event …)."""
    return error(
        "misplaced-name",
        f"`{name}` is {what}: it cannot stand here.",
        Label(span, "a value is needed here"),
        (Label(declared, f"`{name}` is declared here"),),
        advice=advice,
    )


def parameter_without_name(kind: str, span: Span, declared: Span) -> Diagnostic:
    """`parameter-without-name`: a parameter that is only a kind, where its value must be spoken of."""
    short = kind[0].lower()
    return error(
        "parameter-without-name",
        f"The parameter `{kind}` has no name.",
        Label(span, "only a kind"),
        (Label(declared, f"`{kind}` is a kind"),),
        advice=f"Name it: `{short}: {kind}`.",
        fix=Fix(f"Name it `{short}`", (Edit(span, f"{short}: {kind}"),)),
    )


def _round(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a circle with the first again at the end; of a long one the middle is left out."""
    return (*names, names[0]) if len(names) <= _WALK else (*names[:_WALK], "…", names[0])


def cyclic_kinds(names: tuple[str, ...], spans: tuple[Span, ...]) -> Diagnostic:
    """`cyclic-kinds`: a kind that is, over others, its own parent."""
    walk = " is a ".join(f"`{name}`" for name in _round(names))
    return error(
        "cyclic-kinds",
        f"The kind `{names[0]}` is above itself: {walk}.",
        Label(spans[0], f"`{names[0]}` is declared here"),
        (Label(span, f"`{name}` is declared here") for name, span in zip(names[1:_WALK], spans[1:_WALK], strict=True)),
        advice="Take one of the parents away.",
    )


def cyclic_definitions(names: tuple[str, ...], spans: tuple[Span, ...]) -> Diagnostic:
    """`cyclic-definitions`: a definition that needs itself to be worked out."""
    walk = " needs ".join(f"`{name}`" for name in _round(names))
    return error(
        "cyclic-definitions",
        f"The definition `{names[0]}` needs itself: {walk}.",
        Label(spans[0], f"`{names[0]}` is defined here"),
        (Label(span, f"`{name}` is defined here") for name, span in zip(names[1:_WALK], spans[1:_WALK], strict=True)),
        advice="Make one of them a `fact`, and keep it right by a `law`.",
    )


def reader_out_of_place(span: Span) -> Diagnostic:
    """`reader-out-of-place`: the reader is spoken of inside the world."""
    return error(
        "reader-out-of-place",
        "The reader is nobody in the world.",
        Label(span, "`reader` cannot stand here"),
        notes=("People cannot see, want or believe anything about the reader.",),
        advice="Say `reader believes …` as a statement of `start:`, or in an `@ expect` of a manuscript.",
    )
