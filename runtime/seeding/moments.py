"""When steps of demonstration data were taken: so many working days or minutes before now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dougong.platform.storage import Storage

_SATURDAY = 5


def moment(at: Mapping[str, Any] | None, now: datetime, zone: str | None) -> datetime | None:
    """The instant of `{"days": working days before today, "time": "09:40"}` in a time zone, or of
    `{"minutes": before now}`; never later than `now`. None: it is taken now."""
    if at is None:
        return None
    if "minutes" in at:
        return now - timedelta(minutes=max(at["minutes"], 0))
    there = now.astimezone(ZoneInfo(zone or "UTC"))
    day = there.date()
    for _ in range(at.get("days", 0)):
        day -= timedelta(days=1)
        while day.weekday() >= _SATURDAY:
            day -= timedelta(days=1)
    chosen = datetime.combine(day, time.fromisoformat(at["time"]), there.tzinfo)
    return min(chosen.astimezone(now.tzinfo), now)


@contextmanager
def standing_at(storage: Storage, instant: datetime | None) -> Iterator[None]:
    """Let every transaction of `storage` happen at `instant`."""
    if instant is None:
        yield
        return
    clock = storage.clock
    storage.clock = lambda: instant
    try:
        yield
    finally:
        storage.clock = clock
