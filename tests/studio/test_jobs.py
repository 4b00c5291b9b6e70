# SPDX-License-Identifier: Apache-2.0
"""Long questions wait, and tabs take turns."""

import asyncio

from fabula.studio.asks import Ask
from fabula.studio.bounds import Bounds
from fabula.studio.jobs import Job, Jobs
from fabula.studio.processes import Nursery
from studio.served import run

BOUNDS = Bounds(running=2, waiting=3)


class Line:
    """Questions in line, by name; each waits for its turn in a task."""

    def __init__(self) -> None:
        self.jobs = Jobs(Nursery(".", BOUNDS), BOUNDS)
        self.known: dict[str, tuple[Job, asyncio.Task[None]]] = {}

    async def enter(self, *names: str) -> None:
        """Questions come, each of the tab that its first letter names."""
        for name in names:
            job = Job(name[0], Ask(name, "check", "a.md"), 1.0)
            self.known[name] = job, asyncio.create_task(self.jobs.enter(job))
            await self.settle()

    async def leave(self, name: str) -> None:
        """A question is answered."""
        await self.jobs.leave(self.known[name][0])
        await self.settle()

    async def settle(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)

    @property
    def running(self) -> list[str]:
        return sorted(name for name, (job, _) in self.known.items() if job in self.jobs.running)


def test_so_many_are_worked_at_and_tabs_take_turns() -> None:
    async def work() -> list[list[str]]:
        line = Line()
        await line.enter("a1", "a2", "a3", "b1", "a4")
        found = [line.running, [str(line.jobs.before(line.known[name][0])) for name in ("a3", "b1", "a4")]]
        assert line.jobs.full
        for name in ("a1", "b1", "a2", "a3"):
            await line.leave(name)
            found.append(line.running)
        return found

    assert run(work()) == [["a1", "a2"], ["0", "1", "2"], ["a2", "b1"], ["a2", "a3"], ["a3", "a4"], ["a4"]]


def test_who_no_longer_waits_makes_room() -> None:
    async def work() -> list[list[str]]:
        line = Line()
        await line.enter("a1", "a2", "a3", "a4")
        line.known["a3"][1].cancel()
        await line.settle()
        await line.leave("a1")
        return [line.running, [job.ask.id for job in line.jobs.waiting]]

    assert run(work()) == [["a2", "a4"], []]
