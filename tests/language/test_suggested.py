# SPDX-License-Identifier: Apache-2.0
"""Near names are looked for as long as somebody will read of them."""

from fabula.diagnostics import Source
from fabula.language import read_world
from fabula.language.names import names_of
from fabula.language.work import MOST_SUGGESTED, Work


def test_after_many_problems_no_near_names_are_looked_for() -> None:
    lines = "".join(f"    lantern{number}\n" for number in range(MOST_SUGGESTED))
    text = f'world "W"\nfact lantern\nstart:\n{lines}'
    _, problems, _ = read_world(Source("a.world", text), lambda _from, _path: None)
    assert [problem.help for problem in problems] == ["Did you mean `lantern`?"] * MOST_SUGGESTED
    world, _, _ = read_world(Source("b.world", 'world "W"\nfact lantern\n'), lambda _from, _path: None)
    assert world is not None
    work = Work(names_of(world), {}, list(problems[1:]))
    assert list(work.candidates(["lantern"])) == ["lantern"]
    work.say(problems[0])
    assert list(work.candidates(["lantern"])) == []
