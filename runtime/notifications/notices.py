"""Notices of one person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, update

from dougong.platform.problems import NotFound
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import NotificationItem, table_of
from dougong.platform.texts import N_, Message
from dougong.runtime.notifications.choices import COPY

_items = table_of(NotificationItem)

Notice = Mapping[str, Any]


def notices_of(
    tx: Transaction, unread: bool = False, limit: int = 50, copies: bool = False
) -> list[Notice]:
    """The actor's notices, newest first; with `copies` only what was copied to them."""
    statement = select(*_items.c).where(_items.c.user == tx.actor.id)
    if copies:
        statement = statement.where(_items.c.notification == COPY)
    if unread:
        statement = statement.where(_items.c.read_at.is_(None))
    ordered = statement.order_by(_items.c.created_at.desc(), _items.c.id.desc()).limit(limit)
    return [dict(row) for row in tx.connection.execute(ordered).mappings()]


def unread_count(tx: Transaction, copies: bool = False) -> int:
    """How many notices (or copies alone) the actor has not read."""
    mine = (_items.c.user == tx.actor.id) & _items.c.read_at.is_(None)
    if copies:
        mine &= _items.c.notification == COPY
    return int(tx.connection.execute(select(func.count()).where(mine)).scalar() or 0)


def mark_read(tx: Transaction, id: str) -> None:
    """Mark one notice read; raises NotFound when it is not the actor's."""
    mine = (_items.c.user == tx.actor.id) & (_items.c.id == id)
    if tx.connection.execute(update(_items).where(mine).values(read_at=tx.now)).rowcount != 1:
        raise NotFound(Message(N_("There is no such notice")))


def mark_all_read(tx: Transaction) -> None:
    """Mark every notice of the actor read."""
    mine = (_items.c.user == tx.actor.id) & _items.c.read_at.is_(None)
    tx.connection.execute(update(_items).where(mine).values(read_at=tx.now))


def notice(tx: Transaction, id: str) -> Notice:
    """One notice of the actor's; raises NotFound."""
    mine = (_items.c.user == tx.actor.id) & (_items.c.id == id)
    found = tx.connection.execute(select(*_items.c).where(mine)).mappings().first()
    if found is None:
        raise NotFound(Message(N_("There is no such notice")))
    return dict(found)
