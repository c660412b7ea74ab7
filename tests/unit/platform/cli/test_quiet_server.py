"""The server that serves nobody does nothing."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

import pytest
import uvicorn

from dougong.platform.cli.quiet_server import QuietServer


async def _nothing(*_: Any) -> None:
    """An application nobody asks."""


def test_it_wakes_for_a_signal_and_for_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(*_: Any) -> None:
        raise AssertionError("it looks around by itself")

    async def run() -> None:
        server = QuietServer(uvicorn.Config(_nothing))
        waiting = asyncio.create_task(server.main_loop())
        for _ in range(5):
            await asyncio.wait([waiting], timeout=0)
        assert not waiting.done()
        loop: Any = asyncio.get_running_loop()
        assert loop._scheduled == []  # no timer is set
        server.handle_exit(signal.SIGTERM, None)
        await asyncio.wait_for(waiting, 10)

    monkeypatch.setattr(asyncio, "sleep", never)
    asyncio.run(run())


def test_it_ends_at_once_when_the_signal_came_first() -> None:
    server = QuietServer(uvicorn.Config(_nothing))
    server.handle_exit(signal.SIGTERM, None)
    asyncio.run(asyncio.wait_for(server.main_loop(), 10))
