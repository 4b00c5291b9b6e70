# SPDX-License-Identifier: Apache-2.0
"""Hypothesis strategies for world files, as carelessly written as the language allows in spacing, comments, blocks."""

from hypothesis import strategies as st

NAMES = st.sampled_from(
    ["a", "b2", "Ash", "lamp", "text", "when", "by", "sees", "each", "Ärger", "long_name_of_a_thing"]
)
BLANKS = st.sampled_from(["", " ", "   "])
COMMENTS = st.sampled_from(["", "", "", "", "  # why", " #", "# x  "])


def joined(parts: st.SearchStrategy[str], sign: str, most: int) -> st.SearchStrategy[str]:
    """Some texts with a sign between them."""
    return st.lists(parts, min_size=1, max_size=most).map(sign.join)


ARGUMENTS = joined(NAMES, ", ", 3)
CALLS = st.builds(lambda name, arguments: f"{name}({arguments})", NAMES, ARGUMENTS)
BINDERS = joined(st.builds(lambda kind, name: f"{kind} {name}", NAMES, NAMES), ", ", 2)
NUMBERS = st.one_of(st.integers(0, 10**18).map(str), st.floats(0, 1e6).map(lambda x: f"{x:.4f}"))
SIMPLE = st.one_of(
    NAMES, CALLS, NUMBERS, st.sampled_from(["yes", "no", "true", "false", "none", "unknown", "now", "raining()"])
)


def _sums(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operand = st.one_of(SIMPLE, inner.map(lambda text: f"({text})"), inner.map(lambda text: f"-({text})"))
    return st.lists(st.tuples(st.sampled_from([" + ", "-", " * ", "/"]), operand), min_size=1, max_size=3).map(
        lambda parts: "".join(sign + text for sign, text in parts)[len(parts[0][0]) :]
    )


def _closed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sums = _sums(inner)
    return st.one_of(
        sums,
        st.builds(lambda a, sign, b: f"{a}{sign}{b}", sums, st.sampled_from([" = ", "!=", " <", ">= "]), sums),
        st.builds(
            lambda a, words, b: f"{a} is {words}{b}", SIMPLE, st.sampled_from(["", "a ", "not ", "not an "]), NAMES
        ),
        inner.map(lambda text: f"not ({text})"),
        st.builds(lambda person, body: f"{person} believes ({body})", NAMES, inner),
        st.builds(lambda bound, body: f"count({bound}: {body})", BINDERS, inner),
        st.builds(lambda bound, body: f"sum({bound} where ({body}): 2)", BINDERS, inner),
        joined(sums, " and ", 9),
        joined(inner.map(lambda text: f"({text})"), " or ", 4),
        st.builds(lambda a, b: f"{a}\n{' ' * 30}and {b}", sums, sums),
        st.builds(lambda a, b: f"({a}  # so\n{' ' * 30}or {b})", sums, sums),
    )


def _expressions(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        _closed(inner),
        st.builds(
            lambda word, bound, body: f"{word} {bound}: {body}", st.sampled_from(["every", "any", "no"]), BINDERS, inner
        ),
        st.builds(lambda a, b, c: f"({a}) if ({b}) else {c}", inner, inner, inner),
    )


CLOSED = _closed(SIMPLE)
EXPRESSIONS = st.recursive(SIMPLE, _expressions, max_leaves=8)

Block = list[str]
"""Lines, indented as they are below the line that they belong to."""


def block(head: str, body: Block, step: int, comment: str) -> Block:
    """A head and its body, indented by so many spaces."""
    return [f"{head}{comment}", *(f"{' ' * step}{line}" for line in body)]


STEPS = st.integers(1, 5)
ASSIGNMENTS = st.builds(
    lambda target, sign, value: f"{target}{sign}{value}", CALLS, st.sampled_from([" = ", "+=", " -= "]), EXPRESSIONS
)
SIMPLE_STATEMENTS = st.one_of(
    ASSIGNMENTS, CALLS, CALLS.map("not {}".format), st.builds("{} believes {}".format, NAMES, ASSIGNMENTS)
)
LINES: st.SearchStrategy[Block] = st.builds(
    lambda parts, comment, blank: [*[""] * blank, "; ".join(parts) + comment],
    st.lists(SIMPLE_STATEMENTS, min_size=1, max_size=2),
    COMMENTS,
    st.integers(0, 2),
)


def _statements(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    bodies = st.lists(inner, min_size=1, max_size=3).map(lambda blocks: [line for lines in blocks for line in lines])
    return st.one_of(
        st.builds(lambda c, b, s, k: block(f"if {c}:", b, s, k), EXPRESSIONS, bodies, STEPS, COMMENTS),
        st.builds(
            lambda c, d, one, two, three, s, k: [
                *block(f"if {c}:", one, s, k),
                *block(f"else if {d}:", two, s, ""),
                *block("else:", three, s, k),
            ],
            *(EXPRESSIONS, EXPRESSIONS, bodies, bodies, bodies, STEPS, COMMENTS),
        ),
        st.builds(lambda p, b, s, k: block(f"{p} believes:", b, s, k), NAMES, bodies, STEPS, COMMENTS),
        st.builds(lambda x, b, s, k: block(f"for every {x}:", b, s, k), BINDERS, bodies, STEPS, COMMENTS),
        st.builds(lambda x, c, one: [f"for every {x} where {c}: {one}"], BINDERS, CLOSED, SIMPLE_STATEMENTS),
        st.builds(lambda lines, comment: [f"{comment.strip()}", *lines], bodies, COMMENTS),
    )


STATEMENTS: st.SearchStrategy[Block] = st.recursive(LINES, _statements, max_leaves=5)
CONDITIONS = st.lists(st.builds("{}{}".format, CLOSED, COMMENTS), min_size=1, max_size=3)
QUOTED = st.text(alphabet="abc é“”'#\\\"\n", max_size=20).map(
    lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + ' {p} {{}}"'
)
WILLING = st.one_of(NAMES, NAMES.map("{} on impulse".format), st.builds("{} on impulse if {}".format, NAMES, CLOSED))


def _either(head: str, lines: st.SearchStrategy[list[str]]) -> st.SearchStrategy[Block]:
    return st.one_of(
        st.builds(lambda one, comment: [f"{head} {one[0]}{comment if '#' not in one[0] else ''}"], lines, COMMENTS),
        st.builds(lambda body, step, comment: block(head, body, step, comment), lines, STEPS, COMMENTS),
    )


PARTS = st.tuples(
    st.one_of(st.just([]), _either("text:", st.lists(QUOTED, min_size=1, max_size=2))),
    st.one_of(st.just([]), _either("when:", CONDITIONS)),
    st.builds(lambda body, step, comment: block("then:", body, step, comment), STATEMENTS, STEPS, COMMENTS),
    st.one_of(st.just([]), _either("by:", st.lists(WILLING, min_size=1, max_size=3))),
    st.one_of(st.just([]), st.sampled_from([["seen by everyone"], ["takes 3"]]), _either("seen by q:", CONDITIONS)),
).map(lambda parts: [line for part in parts for line in part])
PARAMETERS = joined(st.one_of(NAMES, st.builds("{}: {}".format, NAMES, NAMES)), ",", 4)
TYPED = joined(st.builds("{}:{}".format, NAMES, NAMES), ", ", 2)
TERMS = st.lists(
    st.one_of(
        EXPRESSIONS, st.builds("{} if {}".format, CLOSED, CLOSED), st.builds("for every {}: {}".format, BINDERS, CLOSED)
    ),
    min_size=1,
    max_size=3,
)
SEES = st.lists(
    st.one_of(
        st.builds("{} sees whether {} = {}".format, NAMES, CALLS, CALLS),
        st.builds("{} sees {} if {}".format, NAMES, CALLS, CLOSED),
    ),
    min_size=1,
    max_size=2,
)
DECLARATIONS: st.SearchStrategy[Block] = st.one_of(
    st.builds(lambda names, parents, k: [f"kind {names}: {parents}{k}"], ARGUMENTS, ARGUMENTS, COMMENTS),
    st.builds(lambda kind, name, text, k: [f"person {kind}, {name} {text}{k}"], NAMES, NAMES, QUOTED, COMMENTS),
    st.builds(lambda name, p, k: [f"fact {name}({p}) is number{k}"], NAMES, PARAMETERS, COMMENTS),
    st.builds(lambda name, p, body: [f"define {name} ({p}) : {body}"], NAMES, PARAMETERS, EXPRESSIONS),
    st.builds(lambda body, step, k: block("start:", body, step, k), STATEMENTS, STEPS, COMMENTS),
    st.builds(
        lambda name, p, b, s, k: block(f"event {name}({p}):", b, s, k), NAMES, PARAMETERS, PARTS, STEPS, COMMENTS
    ),
    st.builds(
        lambda name, body, step, k: block(f"law {name} each moment:", body, step, k),
        NAMES,
        st.builds(lambda body, step: ["when: a", *block("then:", body, step, "")], STATEMENTS, STEPS),
        *(STEPS, COMMENTS),
    ),
    st.builds(lambda p, b, s, k: block(f"sight eyes for {p}:", b, s, k), TYPED, SEES, STEPS, COMMENTS),
    st.builds(lambda name, b, s, k: block(f"wants {name}:", b, s, k), NAMES, TERMS, STEPS, COMMENTS),
    st.builds(lambda b, s, k: block("wants every person v where a:", b, s, k), TERMS, STEPS, COMMENTS),
    _either('ending out "Out.":', CONDITIONS),
    st.sampled_from([["# alone"], [""], ["", "", ""], ['include "common.world"']]),
)
WORLDS = st.builds(
    lambda head, blocks: "\n".join([head, *(line for lines in blocks for line in lines)]) + "\n",
    st.sampled_from(['world "A world"', 'world  "A world"   # named', '# on top\n\n\nworld "A world"']),
    st.lists(DECLARATIONS, max_size=5),
)
