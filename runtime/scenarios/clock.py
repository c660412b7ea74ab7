"""Time that passes when a scenario says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass
class Clock:
    """Stands still until it is told to go on; UTC."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now
