"""The journal: every exchange, kept for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, insert, or_, select, update

from dougong.connectors.journal.states import MessageState
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import (
    Instance,
    MessageRecord,
    MessageRow,
    MessageStep,
    table_of,
)

_messages = table_of(MessageRow)
_steps = table_of(MessageStep)
_about = table_of(MessageRecord)
_instances = table_of(Instance)


@dataclass(frozen=True)
class Plan:
    """A message about to be planned.

    `effect_key` makes the effect happen once however often it is tried; `order_key` keeps messages
    about one thing in order; `about` are the (form, id) of records it concerns.
    """

    connection: str
    interface: str
    operation: str
    entity: str
    order_key: str
    effect_key: str
    inputs: Mapping[str, Any]
    instance: str | None = None
    step: str | None = None
    about: tuple[tuple[str, str], ...] = field(default_factory=tuple)


def plan(tx: Transaction, wanted: Plan) -> str:
    """Keep a message as planned; the same effect key gives the message planned before."""
    known = select(_messages.c.id).where(_messages.c.effect_key == wanted.effect_key)
    present = tx.connection.execute(known).scalar()
    if present is not None:
        return str(present)
    id = new_id()
    tx.connection.execute(
        insert(_messages).values(
            id=id, direction="out", connection=wanted.connection, interface=wanted.interface,
            operation=wanted.operation, entity=wanted.entity, order_key=wanted.order_key, effect_key=wanted.effect_key,
            state=MessageState.PLANNED, inputs=dict(wanted.inputs), attempts=0,
            cause=tx.cause.to_json(), instance=wanted.instance, step=wanted.step,
            about=[list(one) for one in wanted.about], created_at=tx.now,
        )
    )  # fmt: skip
    for form, record in dict.fromkeys(wanted.about):
        tx.connection.execute(insert(_about).values(message=id, form=form, record=record))
    add_step(tx, id, MessageState.PLANNED, {"effect_key": wanted.effect_key})
    return id


def add_step(
    tx: Transaction, message: str, state: MessageState, detail: Mapping[str, Any] | None = None
) -> None:
    """Keep one step in the life of a message."""
    tx.connection.execute(
        insert(_steps).values(
            id=new_id(), message=message, state=state, detail=dict(detail or {}), at=tx.now
        )
    )


def set_state(tx: Transaction, message: str, state: MessageState, **values: Any) -> None:
    """Move a message on, with its step."""
    tx.connection.execute(
        update(_messages).where(_messages.c.id == message).values(state=state, **values)
    )
    detail = {
        k: v for k, v in values.items() if k in ("answer", "error_class", "reason", "error_text")
    }
    add_step(tx, message, state, detail)


def message(tx: Transaction, id: str, hold: bool = False) -> dict[str, Any] | None:
    """One message."""
    statement = select(*_messages.c).where(_messages.c.id == id)
    found = (
        tx.connection.execute(statement.with_for_update() if hold else statement).mappings().first()
    )
    return dict(found) if found else None


def steps(tx: Transaction, id: str) -> list[dict[str, Any]]:
    """The life of a message, oldest first."""
    statement = select(*_steps.c).where(_steps.c.message == id).order_by(_steps.c.at, _steps.c.id)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def blocked_by(tx: Transaction, found: Mapping[str, Any]) -> str | None:
    """An earlier message about the same thing that is not settled: this one waits behind it."""
    earlier = (
        (_messages.c.connection == found["connection"])
        & (_messages.c.entity == found["entity"])
        & (_messages.c.order_key == found["order_key"])
        & (_messages.c.id < found["id"])
        & (_messages.c.direction == "out")
        & _messages.c.state.in_(
            [MessageState.PLANNED, MessageState.SENT, MessageState.UNKNOWN, MessageState.PARKED]
        )
    )
    statement = select(_messages.c.id).where(earlier).order_by(_messages.c.id).limit(1)
    return tx.connection.execute(statement).scalar()


def waiting_behind(tx: Transaction, found: Mapping[str, Any]) -> list[str]:
    """Planned messages about the same thing, in order."""
    behind = (
        (_messages.c.connection == found["connection"])
        & (_messages.c.entity == found["entity"])
        & (_messages.c.order_key == found["order_key"])
        & (_messages.c.state == MessageState.PLANNED)
    )
    return list(
        tx.connection.execute(
            select(_messages.c.id).where(behind).order_by(_messages.c.id)
        ).scalars()
    )


def about_record(tx: Transaction, record: str) -> list[dict[str, Any]]:
    """Messages that concern a record, oldest first."""
    ids = select(_about.c.message).where(_about.c.record == record)
    statement = select(*_messages.c).where(_messages.c.id.in_(ids)).order_by(_messages.c.id)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def messages(
    tx: Transaction,
    conditions: Iterable[tuple[str, str]] = (),
    record: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> list[dict[str, Any]]:
    """Messages newest first; `conditions` are (column, value) pairs, `before` an id to go on from."""
    statement = select(*_messages.c).order_by(_messages.c.id.desc()).limit(limit)
    for column, value in conditions:
        statement = statement.where(_messages.c[column] == value)
    if record is not None:
        statement = statement.where(
            _messages.c.id.in_(select(_about.c.message).where(_about.c.record == record))
        )
    if before is not None:
        statement = statement.where(_messages.c.id < before)
    return [dict(row) for row in tx.connection.execute(statement).mappings()]


def needing_somebody(tx: Transaction) -> int:
    """How many messages wait for a person: parked, of unknown outcome, or refused while the instance
    that sent them still stands still because of it."""
    stopped = select(_instances.c.id).where(_instances.c.state == "incident")
    refused = (_messages.c.state == MessageState.REFUSED) & _messages.c.instance.in_(stopped)
    open_ = _messages.c.state.in_([MessageState.PARKED, MessageState.UNKNOWN])
    statement = select(func.count()).select_from(_messages).where(or_(open_, refused))
    return int(tx.connection.execute(statement).scalar() or 0)
