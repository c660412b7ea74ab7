"""Single records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select

from dougong.platform.expressions import Money, Quantity
from dougong.platform.fields import storable
from dougong.platform.storage.query.conditions import allowed
from dougong.platform.storage.query.mapping import to_records, values_of
from dougong.platform.storage.query.sql_record import AtHand
from dougong.platform.storage.query.statements import all_of, by_id
from dougong.platform.storage.record import Record
from dougong.platform.storage.tables import USERS, tables_of
from dougong.platform.storage.transaction import Transaction


def get(tx: Transaction, form: str, id: str) -> Record | None:
    """The record if the actor may see it, with every field: pages and API leave out hidden ones."""
    if not storable(id):
        return None
    table = tables_of(tx.library).table(form)
    record = AtHand(tx.library, form, table)
    where = allowed(tx, form, record, tx.actor.rights.of(form))
    return _one(tx, form, by_id(tx, form).where(where), {"id": id})


def any_record(tx: Transaction, form: str, id: str) -> Record | None:
    """The record, whoever asks: for rules and flows, never for showing."""
    if not storable(id):
        return None
    return _one(tx, form, by_id(tx, form), {"id": id})


def lock(tx: Transaction, form: str, id: str) -> Record | None:
    """The record, held until the transaction ends; rights are the caller's business."""
    if not storable(id):
        return None
    return _one(tx, form, by_id(tx, form).with_for_update(), {"id": id})


def find(tx: Transaction, form: str, match: Mapping[str, Any], hold: bool = False) -> Record | None:
    """The newest record whose fields equal `match` and that is not voided; None if there is none."""
    table = tables_of(tx.library).table(form)
    statement = all_of(tx, form).where(table.c.voided_at.is_(None))
    for name, value in match.items():
        statement = statement.where(table.c[name].is_not_distinct_from(_plain(value)))
    statement = statement.order_by(table.c.created_at.desc(), table.c.id.desc()).limit(1)
    return _one(tx, form, statement.with_for_update() if hold else statement)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value.get("id")
    if isinstance(value, Quantity):
        return value.value
    return value.amount if isinstance(value, Money) else value


def _one(
    tx: Transaction, form: str, statement: Select[Any], named: Mapping[str, Any] | None = None
) -> Record | None:
    rows = tx.connection.execute(statement, named).mappings().all()
    return to_records(tx, tx.library.form(form), rows)[0] if rows else None


def row(tx: Transaction, form: str, id: str) -> dict[str, Any] | None:
    """A row of line items (`arrival.lines`) with `id` and `parent`; or a user's id, name, login."""
    if form == "user":
        found = tx.connection.execute(
            select(USERS.c.id, USERS.c.name, USERS.c.login).where(USERS.c.id == id)
        )
        user = found.mappings().first()
        return dict(user) if user else None
    known = tx.connection.execute(by_id(tx, form), {"id": id}) if storable(id) else None
    one = known.mappings().first() if known is not None else None
    if one is None:
        return None
    return {"id": one["id"], "parent": one["parent"], **values_of(tx.library.form(form), one)}
