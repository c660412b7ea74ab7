"""Workers that die, and events in another order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any

from sqlalchemy import Engine, event


class Killed(BaseException):
    """The process is gone: nothing after this line runs."""


class Trouble(Exception):
    """The database could not be reached, once."""


class Chaos:
    """Strikes at chosen points of the workers' life, and shuffles what is independent.

    A point is a statement about to be sent or a transaction about to be committed; `points` count
    them over a whole run. With none it only counts.
    """

    def __init__(self, engine: Engine, points: Sequence[int] = (), seed: int | None = None) -> None:
        self.engine, self.points = engine, set(points)
        self.random = None if seed is None else Random(seed)
        self.passed = 0
        self.struck = 0

    @contextmanager
    def armed(self) -> Iterator[None]:
        """Strike while a worker is at work; people's own transactions are left alone."""

        def point(*_: Any) -> None:
            self.passed += 1
            if self.passed in self.points:
                self.struck += 1
                raise Killed if self.passed % 3 else Trouble("no connection")

        for name in ("before_cursor_execute", "commit"):
            event.listen(self.engine, name, point)
        try:
            yield
        finally:
            for name in ("before_cursor_execute", "commit"):
                event.remove(self.engine, name, point)

    def shuffled(self, things: list[Any]) -> list[Any]:
        if self.random is not None:
            self.random.shuffle(things)
        return things

    def maybe(self) -> bool:
        """True by chance; always False in an undisturbed run."""
        return self.random is not None and self.random.random() < 0.5
