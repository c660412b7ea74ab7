"""What an evaluation knows besides the values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Evaluation:
    """One instant (`now`, UTC), the site's time zone, the person at hand (`{"id": …}`) or nobody."""

    now: datetime
    timezone: str = "UTC"
    me: Mapping[str, object] | None = None

    @property
    def today(self) -> date:
        """The site's date at `now`."""
        return self.now.astimezone(ZoneInfo(self.timezone)).date()

    @classmethod
    def at(cls, now: datetime) -> Evaluation:
        """An evaluation at `now` in UTC, for nobody."""
        return cls(now.astimezone(UTC))
