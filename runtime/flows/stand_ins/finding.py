"""Who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import StandIn, table_of

_table = table_of(StandIn)


def present(tx: Transaction) -> ColumnElement[bool]:
    """Holds for what is true now: begun, not over, not ended before."""
    over = _table.c.ended_at.is_not(None) | (_table.c.until_at <= tx.now)
    return (_table.c.from_at <= tx.now) & ~over


def stood_in_for(tx: Transaction) -> Select[Any]:
    """Selects the ids of the people the actor stands in for now."""
    return select(_table.c.person).where(_table.c.stand_in == tx.actor.id, present(tx))


def with_stand_ins(tx: Transaction, people: Iterable[str]) -> list[str]:
    """The people, then whoever stands in for one of them now."""
    asked = list(people)
    statement = select(_table.c.stand_in).where(_table.c.person.in_(asked), present(tx))
    found = tx.connection.execute(statement.order_by(_table.c.id)).scalars()
    return list(dict.fromkeys([*asked, *found]))


def appointed(tx: Transaction) -> list[dict[str, Any]]:
    """Stand-ins the actor has named that are not over yet, the next first."""
    return _rows(tx, _table.c.person == tx.actor.id)


def standing_in(tx: Transaction) -> list[dict[str, Any]]:
    """For whom the actor stands in, or will, the next first."""
    return _rows(tx, _table.c.stand_in == tx.actor.id)


def _rows(tx: Transaction, mine: ColumnElement[bool]) -> list[dict[str, Any]]:
    ahead = (_table.c.until_at > tx.now) & _table.c.ended_at.is_(None)
    statement = select(*_table.c).where(mine, ahead).order_by(_table.c.from_at, _table.c.id)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]
