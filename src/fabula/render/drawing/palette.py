# SPDX-License-Identifier: Apache-2.0
"""The colours of pictures by role, on light and on dark pages.

Elements name roles: `class="fill-ink"`, `class="line-person-2"`. The eight colours of people are those of Okabe and Ito
("Color Universal Design", 2008), darkened or lightened until each stands out from its page by 3 to 1 (WCAG 2.2, 1.4.11;
texts by 4.5 to 1); `place-…` are tints behind lines. No picture tells anything by colour alone: each person's line has
a dash pattern (`DASHES`) or a label, too. In print the light colours are taken.
"""

from __future__ import annotations

from enum import StrEnum

PEOPLE = 8
"""So many people have colours of their own; then they come round again, with another dash pattern."""

DASHES = (None, "8 3", "2 3", "10 3 2 3")
"""The patterns of lines: of the first eight people, of the second eight, and so on."""

FONT = "'Source Sans 3','Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans','Noto Sans CJK SC',sans-serif"


class Theme(StrEnum):
    """On what a picture is looked at; `auto` goes by what the reader's system prefers."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


ROLES: dict[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#16181d"),
    "ink": ("#1d2129", "#eceef2"),
    "muted": ("#5a6270", "#a4acba"),
    "faint": ("#c9ced6", "#474d59"),
    "band": ("#f2f4f7", "#20242b"),
    "band-2": ("#e6eaf0", "#2a2f38"),
    "accent": ("#0067a3", "#6cb8ec"),
    "wrong": ("#b3261e", "#ff9d94"),
    "wrong-soft": ("#fbe3e0", "#4a2320"),
    "right": ("#1b6e4a", "#74d3a5"),
    "right-soft": ("#dff1e7", "#173a2b"),
    "warm": ("#8a5a00", "#f0c05a"),
    "person-0": ("#0072b2", "#56a8e0"),
    "person-1": ("#b34a09", "#f08a4b"),
    "person-2": ("#007a5a", "#35c79c"),
    "person-3": ("#a4467f", "#e08bbd"),
    "person-4": ("#806500", "#e6c84a"),
    "person-5": ("#3a3f9e", "#9da3ff"),
    "person-6": ("#a11d2f", "#ff8a97"),
    "person-7": ("#4b5563", "#b6bfcc"),
    "place-0": ("#dcebf7", "#1c2f42"),
    "place-1": ("#fbe7d3", "#3f2d1d"),
    "place-2": ("#d9f0e5", "#17362c"),
    "place-3": ("#f3e0ee", "#3a2437"),
    "place-4": ("#f4edcb", "#37321a"),
    "place-5": ("#e3e3f7", "#292b4d"),
}
"""What each role looks like on a light page and on a dark one."""


def style(theme: Theme = Theme.AUTO) -> str:
    """The style sheet of a picture: rules for every role, for this picture alone."""
    dark = "".join(_rules(1, ".fabula-drawing.auto")) if theme is Theme.AUTO else ""
    first = "".join(_rules(1 if theme is Theme.DARK else 0, ".fabula-drawing"))
    base = (
        f".fabula-drawing text{{font-family:{FONT};font-size:12px;unicode-bidi:plaintext}}"
        ".fabula-drawing .small{font-size:10px}.fabula-drawing .large{font-size:14px}"
        ".fabula-drawing .heading{font-size:17px;font-weight:600}.fabula-drawing .strong{font-weight:600}"
        ".fabula-drawing .slanted{font-style:italic}"
        ".fabula-drawing .start{text-anchor:start}.fabula-drawing .middle{text-anchor:middle}"
        ".fabula-drawing .end{text-anchor:end}.fabula-drawing .hollow{fill:none}"
    )
    return base + first + (f"@media screen and (prefers-color-scheme:dark){{{dark}}}" if dark else "")


def person_role(number: int) -> str:
    """The role of the person numbered so, from 0."""
    return f"person-{number % PEOPLE}"


def person_dash(number: int) -> str | None:
    """The dash pattern of the person's line; None: a plain one."""
    return DASHES[number // PEOPLE % len(DASHES)]


def _rules(column: int, scope: str) -> list[str]:
    return [
        f"{scope} .fill-{role}{{fill:{colours[column]}}}{scope} .line-{role}{{stroke:{colours[column]}}}"
        for role, colours in ROLES.items()
    ]
