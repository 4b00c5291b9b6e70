# SPDX-License-Identifier: Apache-2.0
"""The data of the scrubber: what is so at each moment, where everybody is, who believes what of whom.

It is the ledger of beliefs (`render/belief_data.py`) without the facts that never change and that nobody is ever wrong
about, and besides where people are. It stands in the page as JSON that cannot end the element it stands in.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from fabula.model.beliefs import Ledger
from fabula.model.chronicle import Chronicle
from fabula.model.values import show_value
from fabula.render.belief_data import ledger_data


def moments_data(chronicle: Chronicle, ledger: Ledger) -> dict[str, Any]:
    """What the script of the page reads."""
    told, steady = _of_interest(ledger)
    endings = {name: text or name for name, text in chronicle.endings}
    data = ledger_data(told)
    moments = [
        {
            "text": moment.text,
            "event": None if moment.event is None else str(moment.event),
            "scene": moment.scene,
            "clock": None if instant.clock is None else show_value(instant.clock),
            "places": [
                ["" if place is None else chronicle.place_title(place), list(people)]
                for place, people in chronicle.together(number)
            ]
            if chronicle.whereabouts is not None
            else [],
            "endings": [endings[name] for name in instant.endings],
        }
        for number, (moment, instant) in enumerate(zip(ledger.moments, chronicle.moments, strict=False))
    ]
    kept = ("people", "reader", "facts", "causes", "rows")
    causes = [each["words"] for each in data["causes"]]
    return {name: data[name] for name in kept} | {"causes": causes, "moments": moments, "steady": steady}


def _of_interest(ledger: Ledger) -> tuple[Ledger, int]:
    """The ledger of what changes or is ever believed otherwise than it is, and how many facts are left out."""
    kept = [
        number for number in range(len(ledger.facts)) if len(ledger.row(number, ()).runs) > 1 or ledger.minds(number)
    ]
    places = {number: place for place, number in enumerate(kept)}
    rows = tuple(replace(row, fact=places[row.fact]) for row in ledger.rows if row.fact in places)
    facts = tuple(ledger.facts[number] for number in kept)
    return replace(ledger, facts=facts, rows=rows), len(ledger.facts) - len(kept)


def script_safe(data: Any) -> Markup:
    """The data as JSON that may stand in a script element: no text in it can end that, or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 -- what could be markup has just been taken out
