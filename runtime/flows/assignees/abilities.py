"""Who could do a task."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.identity import actor_for
from dougong.platform.storage import Actor, Transaction
from dougong.platform.storage.query import get


@dataclass(frozen=True)
class Work:
    """What a task is about: a record, and the transition that does it (None: it is only read)."""

    form: str
    record: str
    transition: str | None = None


def may_do(tx: Transaction, person: str, work: Work) -> bool:
    """Whether an active person has the roles the work needs: to read such records, and to do the
    transition. Which of the records they may see is not asked."""
    return _able(tx, actor_for(tx, person), work)


def sees(tx: Transaction, person: str, work: Work) -> bool:
    """Whether an active person has the roles the work needs and may see this very record."""
    actor = actor_for(tx, person)
    if actor is None or not _able(tx, actor, work):
        return False
    return get(tx.as_(tx.cause, actor), work.form, work.record) is not None


def _able(tx: Transaction, actor: Actor | None, work: Work) -> bool:
    if actor is None or not actor.rights.may("read", work.form.split(".")[0]):
        return False
    step = tx.library.form(work.form).transitions.get(str(work.transition))
    return step is None or bool(actor.roles.intersection(step.who))
