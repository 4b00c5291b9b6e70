# SPDX-License-Identifier: Apache-2.0
"""The stories of a world as Twee 3, which Twine, Tweego and Extwee read, for any story format.

Only what every story format knows is used: passages, text, and links. A passage is a state together with the sentence
by which it was come to; what happens without anybody's choice is told in it at once. The notation is that of the "Twee
3 Specification" (Interactive Fiction Technology Foundation, 2021). Whatever an author wrote goes in as text: characters
that mean something to any of the formats in use are written as character references.
"""

from __future__ import annotations

import json
import re
from collections import deque
from uuid import NAMESPACE_URL, uuid5

from fabula.interop.last_words import last_words
from fabula.model.playable import Choice, Playable, Scene
from fabula.records import dataclass

FORMAT, FORMAT_VERSION = "Harlowe", "3.3.9"
"""The story format that the file asks for; it plays in every other one as well."""

_SPECIAL = re.compile(r"[<>&\[\]{}$*_~^#=|`@\\%()]|//|--|''|->|<-|::|^[-+!:>]")


def twee(story: Playable) -> str:
    """The source of the story; it begins in the passage `s0`."""
    passages = _Passages(story)
    data = {"ifid": _story_id(story), "format": FORMAT, "format-version": FORMAT_VERSION, "start": "s0"}
    head = [":: StoryTitle", _text(story.title), "", ":: StoryData", json.dumps(data, indent=2), ""]
    return "\n".join([*head, *passages.lines()])


@dataclass(slots=True)
class _Passages:
    """Writes the passages as links to them are met; each is named after its state, and by which way it was come to."""

    story: Playable

    def lines(self) -> list[str]:
        """All of them, the first one first."""
        names: dict[tuple[str, int], str] = {("", 0): "s0"}
        ways: dict[int, int] = {0: 1}
        waiting = deque(names)
        found: list[str] = []
        while waiting:
            told, place = waiting.popleft()
            said, scene = self._run(place)
            found += [f":: {names[told, place]}", *(f"{_text(sentence)}\n" for sentence in (told, *said) if sentence)]
            for choice in scene.choices:
                arrival = (choice.text, choice.target)
                if arrival not in names:
                    way = ways.get(choice.target, 0)
                    ways[choice.target] = way + 1
                    names[arrival] = f"s{choice.target}" if way == 0 else f"s{choice.target}-{way + 1}"
                    waiting.append(arrival)
                before = "" if choice.own else "Meanwhile: "
                found.append(f"{before}[[{_text(choice.text)}->{names[arrival]}]]\n")
            if not scene.choices:
                found += [
                    *(f"{_text(text or name)}\n" for name, text in scene.endings),
                    last_words(scene),
                ]
            found.append("")
        return found

    def _run(self, place: int) -> tuple[list[str], Scene]:
        """What happens by itself from a place on, and the scene after it; a run that comes round again is broken."""
        said: list[str] = []
        seen: set[int] = set()
        scene = self.story.scenes[place]
        while place not in seen:
            seen.add(place)
            match scene.choices:
                case (Choice(own=False) as only,) if only.target not in seen:
                    said.append(only.text)
                    place = only.target
                    scene = self.story.scenes[place]
                case _:
                    break
        return said, scene


def _story_id(story: Playable) -> str:
    """The IFID: the same for the same world and person (The Treaty of Babel, 2.0)."""
    return str(uuid5(NAMESPACE_URL, f"fabula:{story.title}:{story.person}")).upper()


def _text(text: str) -> str:
    """The text on one line, with nothing in it that means anything to a story format."""
    return _SPECIAL.sub(lambda found: "".join(f"&#{ord(each)};" for each in found[0]), " ".join(text.split()))
