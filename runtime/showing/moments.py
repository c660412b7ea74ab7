"""Days and times in the person's time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate


def moment(tx: Transaction, at: datetime | None, exact: bool = False) -> str:
    """`11-24 07:24`, with the year when it is another one; `exact` adds it and the seconds."""
    if at is None:
        return ""
    zone = ZoneInfo(tx.actor.timezone)
    local, now = at.astimezone(zone), tx.now.astimezone(zone)
    if exact:
        return f"{local:%Y-%m-%d %H:%M:%S}"
    return f"{local:%m-%d %H:%M}" if local.year == now.year else f"{local:%Y-%m-%d %H:%M}"


def day(value: date | None) -> str:
    """`2026-11-24`."""
    return "" if value is None else value.isoformat()


def hours_until(tx: Transaction, at: datetime) -> float:
    """Hours from now; negative when it is past."""
    return (at - tx.now).total_seconds() / 3600


def span(tx: Transaction, seconds: float) -> str:
    """How long something took: `12 s`, `8 min`, `3.5 h`."""
    if seconds < 60:
        words, size = N_("{n} s"), f"{max(seconds, 1):.0f}"
    elif seconds < 3600:
        words, size = N_("{n} min"), f"{seconds / 60:.0f}"
    else:
        words, size = N_("{n} h"), f"{seconds / 3600:.1f}"
    return translate(words, tx.actor.language, n=size)


def local_input(tx: Transaction, at: datetime | None) -> str:
    """The value of a browser's date-and-time field."""
    return "" if at is None else f"{at.astimezone(ZoneInfo(tx.actor.timezone)):%Y-%m-%dT%H:%M}"
