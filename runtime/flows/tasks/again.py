"""Tasks that come again: whoever had them before has them first."""

from __future__ import annotations

from sqlalchemy import select, update

from dougong.platform.identity import actor_for
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import Task, table_of
from dougong.runtime.flows.assignees import Assigned
from dougong.runtime.flows.interpreter import first_visit
from dougong.runtime.flows.tasks.seats import close_seats

_table = table_of(Task)


def keep_for_earlier(tx: Transaction, instance: str, step: str, who: Assigned) -> None:
    """When the flow has come back to a task, it is held for the one who did it the last time, as
    long as it is for them at all; they can give it back to the others."""
    if "#" not in step:
        return
    person = _earlier(tx, instance, step)
    actor = actor_for(tx, person) if person else None
    if actor is None or person in who.excluded:
        return
    if person in who.persons or actor.roles & set(who.roles):
        mine = (_table.c.instance == instance) & (_table.c.step == step)
        tx.connection.execute(update(_table).where(mine).values(claimed_by=person))


def give_up(tx: Transaction, id: str, reason: str) -> None:
    """A task that was sent or taken back counts no more; who did that is kept with it."""
    close_seats(tx, [id])
    values = {"state": "cancelled", "done_at": tx.now, "done_by": tx.actor.id, "reason": reason}
    tx.connection.execute(update(_table).where(_table.c.id == id).values(values))


def _earlier(tx: Transaction, instance: str, step: str) -> str | None:
    statement = (
        select(_table.c.step, _table.c.done_by)
        .where(_table.c.instance == instance, _table.c.done_by.is_not(None), _table.c.step != step)
        .order_by(_table.c.done_at.desc(), _table.c.id.desc())
    )
    found = tx.connection.execute(statement).all()
    place = first_visit(step)
    return next((person for one, person in found if first_visit(one) == place), None)
