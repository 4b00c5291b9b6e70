# SPDX-License-Identifier: Apache-2.0
"""Keys of many tabs are passed on together, in order, and nothing waits behind them."""

import asyncio

from fabula.studio.pacing import FEW, LONGEST, WRITING, Gatherer, Pace
from studio.served import run


def change(number: int) -> str:
    return f'{{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {number}}}'


def test_few_are_not_held_and_many_for_a_while() -> None:
    pace = Pace()
    holds = [pace.hold(tab, 0.0) for tab in range(30)]
    assert holds[:FEW] == [0.0] * FEW
    assert holds[FEW] > 0
    assert holds == sorted(holds)
    assert holds[-1] == LONGEST
    assert pace.hold(99, WRITING + 1) == 0.0


def test_a_tab_that_is_closed_writes_no_more() -> None:
    pace = Pace()
    for tab in range(FEW + 1):
        pace.hold(tab, 0.0)
    pace.forget(0)
    pace.forget(1)
    assert pace.hold(5, 0.1) == 0.0


def test_keys_come_together_and_in_order() -> None:
    async def work() -> list[tuple[float, str]]:
        loop, pace = asyncio.get_running_loop(), Pace()
        for tab in range(20):
            pace.hold(tab, loop.time())
        came: list[tuple[float, str]] = []

        async def send(message: bytes) -> None:
            came.append((loop.time(), message.decode()))

        gatherer = Gatherer(pace, send)
        for number in range(5):
            await gatherer.take(change(number))
            await asyncio.sleep(0.02)
        assert came == []
        await asyncio.sleep(LONGEST + 0.1)
        return came

    came = run(work())
    assert [message for _, message in came] == [change(number) for number in range(5)]
    assert came[-1][0] - came[0][0] < 0.02


def test_a_question_goes_on_at_once_after_the_keys_before_it() -> None:
    async def work() -> list[str]:
        pace = Pace()
        for tab in range(20):
            pace.hold(tab, asyncio.get_running_loop().time())
        came: list[str] = []

        async def send(message: bytes) -> None:
            await asyncio.sleep(0)
            came.append(message.decode())

        gatherer = Gatherer(pace, send)
        await gatherer.take(change(1))
        await gatherer.take('{"method": "textDocument/completion"}')
        at_once = list(came)
        await gatherer.take(change(2))
        gatherer.close()
        await asyncio.sleep(LONGEST + 0.1)
        assert came == at_once
        return at_once

    assert run(work()) == [change(1), '{"method": "textDocument/completion"}']
