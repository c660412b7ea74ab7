"""The server that serves nobody does nothing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvicorn

from dougong.platform.cli.quiet_server import QuietServer


async def _nothing(*_: Any) -> None:
    """An application nobody asks."""


def _run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: another test's browser may hold the event loop of this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result(20)


def test_it_wakes_for_a_signal_and_for_nothing_else() -> None:
    async def wait_and_end() -> None:
        server = QuietServer(uvicorn.Config(_nothing))
        waiting = asyncio.create_task(server.main_loop())
        for _ in range(5):
            await asyncio.wait([waiting], timeout=0)
        assert not waiting.done()
        loop: Any = asyncio.get_running_loop()
        assert [timer for timer in loop._scheduled if not timer.cancelled()] == []
        server.handle_exit(signal.SIGTERM, None)
        await asyncio.wait_for(waiting, 10)

    _run(wait_and_end())


def test_it_ends_at_once_when_the_signal_came_first() -> None:
    server = QuietServer(uvicorn.Config(_nothing))
    server.handle_exit(signal.SIGTERM, None)
    _run(server.main_loop())
