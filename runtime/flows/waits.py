"""What live instances listen for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from dougong.platform.jobs import enqueue
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import Event, Subscription, table_of

if TYPE_CHECKING:
    from dougong.runtime.flows.node_type import Visit

AGAIN = "flows.again"
HANDLER, CLOCK = "handler", "clock"
_table = table_of(Subscription)
_events = table_of(Event)


def subscribe(visit: Visit, purpose: str, on: Mapping[str, Any]) -> None:
    """Note that a step waits for an event."""
    note(visit.tx, str(visit.instance["id"]), visit.key, purpose, on)


def note(tx: Transaction, instance: str, step: str, purpose: str, on: Mapping[str, Any]) -> None:
    """Note that a step or a handler's scope listens for an event.

    Where transactions run side by side, one that is being committed just now is seen by no looking
    back; and whoever works on its event may not see this yet. So the instance looks back once more
    when this is committed: of the two, the later one sees both.
    """
    if not tx.on_sqlite:
        enqueue(tx, AGAIN, instance, {"instance": instance})
    form = str(on["form"]).removeprefix("form:")
    _keep(tx, instance, step, purpose, form=form, event=on["event"])


def note_clock(tx: Transaction, instance: str, handler: str) -> None:
    """Note that the time of a handler runs; no event ends it."""
    _keep(tx, instance, handler, CLOCK, form="", event="")


def _keep(tx: Transaction, instance: str, step: str, purpose: str, **what: str) -> None:
    values = {"instance": instance, "step": step, "purpose": purpose, **what}
    tx.connection.execute(insert(_table).values(id=new_id(), since=tx.now, **values))


def unsubscribe(
    tx: Transaction, instance: str, step: str | None = None, purpose: str | None = None
) -> None:
    """Stop listening: one step, all of one purpose, or everything of an instance."""
    statement = delete(_table).where(_table.c.instance == instance)
    if step is not None:
        statement = statement.where(_table.c.step == step)
    if purpose is not None:
        statement = statement.where(_table.c.purpose == purpose)
    tx.connection.execute(statement)


def listeners(tx: Transaction, form: str, event: str) -> list[str]:
    """Instances that listen for an event."""
    statement = select(_table.c.instance).where(_table.c.form == form, _table.c.event == event)
    return sorted(set(tx.connection.execute(statement).scalars()))


def handlers_of(tx: Transaction, instance: str, purpose: str = HANDLER) -> set[str]:
    """Handlers of an instance that listen, or (`purpose` CLOCK) whose time runs."""
    mine = (_table.c.instance == instance) & (_table.c.purpose == purpose)
    return set(tx.connection.execute(select(_table.c.step).where(mine)).scalars())


def began(instance: Mapping[str, Any]) -> str:
    """What an instance hears comes after this id: ids are in the order of time.

    It begins with the event that triggers it, not with the job that starts it.
    """
    return str(instance["trigger_event"] or instance["id"])


def earlier_events(
    tx: Transaction, instance: Mapping[str, Any], on: Mapping[str, Any], record: str | None = None
) -> list[str]:
    """Records such an event has been about since the instance began, oldest first."""
    form = str(on["form"]).removeprefix("form:")
    statement = (
        select(_events.c.record)
        .where(
            _events.c.form == form, _events.c.name == on["event"], _events.c.id > began(instance)
        )
        .order_by(_events.c.id)
    )
    if record is not None:
        statement = statement.where(_events.c.record == record)
    return list(tx.connection.execute(statement).scalars())
