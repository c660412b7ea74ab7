"""Notices as a list, a day at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from zoneinfo import ZoneInfo

from dougong.platform.definitions import title
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate
from dougong.runtime.notifications import COPY, TASK, Notice, notices_of, unread_count

_BUILT_IN = {TASK: N_("Tasks"), COPY: N_("Copies")}


@dataclass(frozen=True)
class NoticeRow:
    """`kind` is what its definition is called."""

    id: str
    title: str
    body: str
    kind: str
    time: str
    unread: bool
    record: str


@dataclass(frozen=True)
class NoticeDay:
    """Notices of one day."""

    title: str
    rows: list[NoticeRow] = field(default_factory=list)


@dataclass(frozen=True)
class NoticesView:
    """The newest fifty notices of the actor."""

    days: list[NoticeDay]
    unread: int


def notices_view(tx: Transaction) -> NoticesView:
    """What the actor was told."""
    return NoticesView(notice_days(tx, notices_of(tx)), unread_count(tx))


def notice_days(tx: Transaction, notices: Iterable[Notice]) -> list[NoticeDay]:
    """Notices (newest first) a day at a time."""
    made: list[NoticeDay] = []
    for one in notices:
        words = _day(tx, one)
        if not made or made[-1].title != words:
            made.append(NoticeDay(words))
        made[-1].rows.append(_row(tx, one))
    return made


def _row(tx: Transaction, one: Notice) -> NoticeRow:
    local = one["created_at"].astimezone(ZoneInfo(tx.actor.timezone))
    return NoticeRow(
        one["id"],
        one["title"],
        one["body"],
        _kind(tx, one["notification"]),
        f"{local:%H:%M}",
        one["read_at"] is None,
        one["record"] or "",
    )


def _kind(tx: Transaction, id: str) -> str:
    if id in _BUILT_IN:
        return translate(_BUILT_IN[id], tx.actor.language)
    definition = tx.library.find(f"notification:{id}")
    return title(definition, tx.actor.language) if definition else ""


def _day(tx: Transaction, one: Notice) -> str:
    zone = ZoneInfo(tx.actor.timezone)
    date, today = one["created_at"].astimezone(zone).date(), tx.now.astimezone(zone).date()
    if date == today:
        return translate(N_("Today"), tx.actor.language)
    if date == today - timedelta(days=1):
        return translate(N_("Yesterday"), tx.actor.language)
    return f"{date:%m-%d}" if date.year == today.year else f"{date:%Y-%m-%d}"
