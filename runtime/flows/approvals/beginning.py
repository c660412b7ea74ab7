"""Putting a task to the vote."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dougong.platform.problems import Conflict
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message, Text
from dougong.runtime.flows.approvals import store
from dougong.runtime.flows.approvals.case import Case
from dougong.runtime.flows.approvals.filling import unfilled
from dougong.runtime.flows.tasks import NewTask, create_task, held_task, mail_task
from dougong.runtime.notifications import About


@dataclass(frozen=True)
class NewSeat:
    """For whoever of `role` comes first, or for `person` (an id); `words` say which it is and
    `people` (ids) who may take it."""

    words: Text
    role: str | None = None
    person: str | None = None
    veto: bool = False
    people: Collection[str] = ()


@dataclass(frozen=True)
class NewVote:
    """How it is decided, as the node says it (`terms`); see `approval`."""

    terms: Mapping[str, Any]
    seats: Sequence[NewSeat]
    flow: str
    counts: Sequence[str] = ()
    ask: Sequence[str] = ()
    transitions: Mapping[str, str | None] = field(default_factory=dict)
    comment: str | None = None
    sign: Text | None = None


def begin(tx: Transaction, task: NewTask, vote: NewVote) -> str:
    """A task people vote on; gives its id. Raises Conflict when a seat finds nobody."""
    empty = unfilled([set(one.people) - set(task.who.excluded) for one in vote.seats])
    if empty is not None:
        words = N_("Nobody can take the vote of {seat}")
        raise Conflict(Message(words, {"seat": vote.seats[empty].words}))
    id = create_task(tx, task)
    store.add_approval(
        tx,
        id,
        {
            "terms": dict(vote.terms),
            "flow": vote.flow,
            "counts": list(vote.counts),
            "ask": list(vote.ask),
            "approved": vote.transitions.get("approved"),
            "refused": vote.transitions.get("refused"),
            "comment": vote.comment,
            "sign": vote.sign,
        },
    )
    for position, one in enumerate(vote.seats):
        store.add_seat(tx, id, position, role=one.role, person=one.person, veto=one.veto)
    store.set_turns(tx, id, Case.of(tx, held_task(tx, id)).turns)
    people = {person for one in vote.seats for person in one.people} - set(task.who.excluded)
    mail_task(tx, sorted(people), task.title, About(task.form, task.record, id), task.due_at)
    return id
