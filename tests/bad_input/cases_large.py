# SPDX-License-Identifier: Apache-2.0
"""Input of a size or depth that nobody writes by hand."""

from bad_input.case import HEAD, WORLD, Case, bytes_case

_LAST = WORLD.count("\n") + 1
_MANY = 10_000
_MILLION = 1_000_000


def _world(name: str, lines: str, *expected: str) -> Case:
    """The sound world with lines at its end; problems are counted from the first of them, as line 0."""
    found = (f"{code} {_LAST + int(line)}" for code, _, line in (each.partition(" ") for each in expected))
    return bytes_case(name, "bad.world", (WORLD + lines).encode(), *found)


def _manuscript(name: str, text: str, *expected: str) -> Case:
    """A manuscript in the sound world; its first line after the settings is line 4."""
    return bytes_case(name, "bad.md", (HEAD + text).encode(), *expected)


CASES: tuple[Case, ...] = (
    _world("ten thousand nested parentheses", f"ending e: {'(' * _MANY}raining{')' * _MANY}\n", "too-deep 0"),
    _world("ten thousand open parentheses", f"ending e: {'(' * _MANY}\n", "too-deep 0"),
    _world(
        "ten thousand closed parentheses",
        f"ending e: raining{')' * _MANY}\n",
        "unopened-bracket 0",
        "too-many-problems 0",
    ),
    _world("ten thousand times not", f"ending e: {'not ' * _MANY}raining\n", "too-deep 0"),
    _world("ten thousand minus signs", f"ending e: weight(lamp) = {'-' * _MANY}1\n", "too-deep 0"),
    _world("ten thousand minds", f"ending e: {'Ash believes ' * _MANY}raining\n", "too-deep 0"),
    _world("ten thousand minds in an effect", f"start: {'Ash believes ' * _MANY}raining\n", "too-deep 0"),
    _world("ten thousand quantifiers", f"ending e: {'any person p: ' * _MANY}raining\n", "too-deep 0"),
    _world("ten thousand choices", f"start: weight(lamp) = {'1 if raining else ' * _MANY}2\n", "too-deep 0"),
    _world("ten thousand conditions inside each other", f"start: {'if raining: ' * _MANY}lit(lamp)\n", "too-deep 0"),
    _world(
        "ten thousand calls inside each other", f"ending e: {'keeper(' * _MANY}lamp{')' * _MANY} = Ash\n", "too-deep 0"
    ),
    _world(
        "a thousand blocks inside each other",
        "start:\n" + "".join(f"{' ' * (n + 1)}if raining:\n" for n in range(1000)),
        "too-deep 61",
    ),
    _world("line of a million letters", f"ending e: {'a' * _MILLION}\n", "unknown-name 0"),
    _world("line of a million digits", f"start: weight(lamp) = {'9' * _MILLION}\n", "number-too-large 0"),
    _world("line of a million signs", f"ending e: {'=' * _MILLION}\n", "wrong-sign 0", "syntax 0"),
    _world("line of a million strange characters", f"ending e: {'$' * _MILLION}\n", "strange-character 0"),
    _world("line of a million blanks", f"ending e: {' ' * _MILLION}rainin\n", "unknown-name 0"),
    _world("indentation of a million blanks", f"start:\n{' ' * _MILLION}rainin\n", "unknown-fact 1"),
    _world("million tabs", "start:\n" + "\t" * _MILLION + "rainin\n", "tab 1", "unknown-fact 1"),
    _world("text of a million characters never closed", f'ending e "{"a" * _MILLION}\n', "unclosed-text 0"),
    _world("remark of a million characters", f"# {'a' * _MILLION}\nending e: rainin\n", "unknown-name 1"),
    _world("hundred thousand empty lines", "\n" * 100_000 + "ending e: rainin\n", "unknown-name 100000"),
    _world(
        "a thousand lines with an error each",
        "".join(f"ending e{n}: rainin{n}\n" for n in range(1000)),
        *(f"unknown-name {n}" for n in range(200)),
        "too-many-problems 200",
    ),
    _world(
        "a thousand lines with the same error",
        "".join(f"ending e{n}: rainin\n" for n in range(1000)),
        "unknown-name 0",
    ),
    _manuscript("annotation of a million letters", f"@ {'a' * _MILLION}\n", "unknown-annotation 4"),
    _manuscript("event of a million letters", f"@ {'a' * _MILLION}()\n", "unknown-event 4"),
    _manuscript("paragraph of a million letters", f"{'a' * _MILLION}\n\n@ goo(Ash, yard)\n", "unknown-event 6"),
    _manuscript("million backticks", f"x {'`' * _MILLION}\n\n@ goo(Ash, yard)\n", "unknown-event 6"),
    _manuscript("nested parentheses in an expectation", f"@ expect {'(' * _MANY}raining{')' * _MANY}\n", "too-deep 4"),
    _manuscript("nested parentheses in an event", f"@ go({'(' * _MANY}Ash{')' * _MANY}, yard)\n", "too-deep 4"),
    _manuscript("ten thousand minds in an expectation", f"@ expect {'Ash believes ' * _MANY}raining\n", "too-deep 4"),
    _manuscript(
        "ten thousand scenes after each other",
        "".join(f'@ scene "{n}", after "{n + 1}"\n' for n in range(_MANY)) + f'@ scene "{_MANY}", after "0"\n',
        "circular-scenes 4",
    ),
)
