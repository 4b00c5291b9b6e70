# SPDX-License-Identifier: Apache-2.0
"""Makes `src/fabula/language/grammar_tables.py` of `grammar.lark`, with Lark; `--check` only says whether it is fresh.

So Fabula starts without Lark, and without working the tables out each time. `src/fabula/language/lalr.py` reads them.
States are numbered in the order in which they are met from the starts, so the same grammar gives the same text.
"""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

FOLDER = Path(__file__).parents[1] / "src" / "fabula" / "language"
GRAMMAR, TABLES = FOLDER / "grammar.lark", FOLDER / "grammar_tables.py"
HEAD = '''\
# SPDX-License-Identifier: Apache-2.0
"""The tables of the LALR(1) parser of `grammar.lark`. Made by `make grammar`, not by hand; `lalr.py` reads them."""

'''


class NoLexer(Lexer):
    """Words come from `tokens.py`; Lark only asks that there be a lexer."""

    def __init__(self, conf: object) -> None:
        """Take Lark's settings, and need none."""

    def lex(self, _lexer_state: Any, _parser_state: Any) -> Any:
        """No words."""
        return iter(())


def load() -> Lark:
    """The grammar as Lark reads it."""
    text = GRAMMAR.read_text(encoding="utf-8")
    starts = [line.split(":")[0] for line in text.splitlines() if line.split(":")[0].endswith("_line")]
    return Lark(
        text, parser="lalr", lexer=NoLexer, start=starts, propagate_positions=True, maybe_placeholders=True, regex=False
    )


def rule_row(rule: Any) -> str:
    """`ORIGIN NAME SIZE KEPT`: what a rule is called, and which parts stay (`*` spread out, `-` nothing there)."""
    origin, options = rule.origin.name, rule.options
    if not rule.expansion:
        raise SystemExit(f"the rule `{origin}` may be empty, which the parser does not know")
    empty = list(options.empty_indices) or [False] * len(rule.expansion)
    kept: list[str] = []
    place = 0
    for gap in empty:
        if gap:
            kept.append("-")
            continue
        symbol = rule.expansion[place]
        if options.keep_all_tokens or not (symbol.is_term and symbol.filter_out):
            spread = not symbol.is_term and symbol.name.startswith("_")
            kept.append(f"{'*' if spread else ''}{place}")
        place += 1
    alone = options.expand1 and not rule.alias
    name = str(rule.alias or origin)
    return f"{origin} {'?' if alone else ''}{name} {len(rule.expansion)} {','.join(kept) or '.'}"


def make() -> str:
    """The text of the tables."""
    lark = load()
    table: Any = lark.parser.parser._parse_table  # type: ignore[union-attr]  # noqa: SLF001 -- Lark has no other way
    rules = sorted(lark.rules, key=lambda rule: (rule.origin.name, str(rule.expansion), str(rule.alias)))
    rule_numbers = {id(rule): number for number, rule in enumerate(rules)}
    equal = {rule: number for number, rule in enumerate(rules)}
    symbols = sorted({str(symbol) for row in table.states.values() for symbol in row})
    symbol_numbers = {symbol: number for number, symbol in enumerate(symbols)}
    order = list(dict.fromkeys(table.start_states[start] for start in sorted(table.start_states)))
    for state in order:
        for symbol in sorted(table.states[state], key=str):
            action, target = table.states[state][symbol]
            if action is Shift and target not in order:
                order.append(target)
    numbers = {state: number for number, state in enumerate(order)}

    def row(state: int) -> str:
        cells = []
        for symbol in sorted(table.states[state], key=str):
            action, target = table.states[state][symbol]
            number = numbers[target] if action is Shift else -1 - rule_numbers.get(id(target), equal[target])
            cells.append(f"{symbol_numbers[str(symbol)]}:{number}")
        return ",".join(cells) or "."

    starts = [
        f"{s} {numbers[table.start_states[s]]} {numbers[table.end_states[s]]}" for s in sorted(table.start_states)
    ]
    words = sorted((term.pattern.value, term.name) for term in lark.terminals if term.pattern.value.isidentifier())
    parts = {
        "SYMBOLS": " ".join(symbols),
        "WORDS": " ".join(f"{word} {name}" for word, name in words),
        "STARTS": " ".join(starts),
        "RULES": " ".join(rule_row(rule) for rule in rules),
        "STATES": " ".join(row(state) for state in order),
    }
    return HEAD + "\n".join(f'{name} = """\n{wrapped(text)}\n"""\n' for name, text in parts.items())


def wrapped(text: str) -> str:
    """The words in lines that are not too long; a row is broken after a comma where it must be."""
    lines = textwrap.wrap(text.replace(",", ", "), 118, break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines).replace(", ", ",")


def main() -> None:
    """Write the tables, or check them."""
    text = make()
    if "--check" in sys.argv[1:]:
        if not TABLES.exists() or TABLES.read_text(encoding="utf-8") != text:
            raise SystemExit(
                "src/fabula/language/grammar_tables.py is not what grammar.lark gives: run `make grammar`."
            )
        return
    TABLES.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
