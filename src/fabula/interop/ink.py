# SPDX-License-Identifier: Apache-2.0
"""The stories of a world as an Ink script, for inklecate, inkjs and the engines that play Ink.

Each state is a knot. What the person who is played may do are its choices; what others do, or chance, is chosen after
"Meanwhile"; where nothing but one such event can happen, it happens. The language is that of "Writing with ink"
(Inkle, 2016 to 2023); every character that means something in it is escaped, so that nothing an author wrote can become
script. Each choice carries its event as a tag (`# event: push(Faith, Spike)`), each ending its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fabula.interop.last_words import last_words
from fabula.model.playable import Choice, Playable, Scene

_SPECIAL = re.compile(r"[\\{}\[\]|#<>/*]|-(?=>)|(?<=<)-|^[-+=~(!&]|^(?=(?:TODO|VAR|CONST|LIST|INCLUDE|EXTERNAL)\b)")


def ink(story: Playable) -> str:
    """The script. It holds no state: each knot is one, so that saved games stay small and all paths can be listed."""
    lines = [f"# title: {_escaped(story.title)}", "-> s0", ""]
    for number, scene in enumerate(story.scenes):
        lines += _knot(number, scene)
    return "\n".join(lines) + "\n"


def _knot(number: int, scene: Scene) -> Iterator[str]:
    yield f"== s{number} =="
    match scene.choices:
        case ():
            yield from _last(scene)
        case (Choice(own=False) as only,):
            yield f"{_escaped(only.text)} # event: {_escaped(str(only.event))}"
            yield f"-> s{only.target}"
        case choices:
            for choice in choices:
                yield _choice(choice)
    yield ""


def _choice(choice: Choice) -> str:
    """A sticky choice (a story may come here again), whose sentence is also what is read once it is taken."""
    said, event = _escaped(choice.text), f"# event: {_escaped(str(choice.event))}"
    shown = said if choice.own else f"Meanwhile: {said}"
    return f"+ [{shown} {event}]{said} {event}\n    -> s{choice.target}"


def _last(scene: Scene) -> Iterator[str]:
    for name, text in scene.endings:
        yield f"{_escaped(text or name)} # ending: {_escaped(name)}"
    yield last_words(scene)
    yield "-> END"


def _escaped(text: str) -> str:
    """The text on one line, with nothing in it that means anything in Ink."""
    return _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
