"""The web server without its tick."""

from __future__ import annotations

import asyncio
from types import FrameType

import uvicorn


class QuietServer(uvicorn.Server):
    """Sleeps until a request or a signal comes; uvicorn's own loop looks ten times a second whether
    it should end, and dates its answers by the way (we date them as they are given)."""

    async def main_loop(self) -> None:
        """Wait for the end."""
        self.loop, self.over = asyncio.get_running_loop(), asyncio.Event()
        await self.on_tick(0)  # sets the headers of every answer
        if not self.should_exit:
            await self.over.wait()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal ends the waiting."""
        super().handle_exit(sig, frame)
        if hasattr(self, "over"):
            self.loop.call_soon_threadsafe(self.over.set)
