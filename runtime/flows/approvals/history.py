"""Votes about a record as things that happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, Message
from dougong.runtime.flows.approvals import store
from dougong.runtime.flows.tasks import tasks_about, votes_about

VOID = "void"


@dataclass(frozen=True)
class VoteFact:
    """`name` is what was voted, or `void`: then `fields` changed and the votes before are void.

    `void`: what was voted on has changed since. `order` says what came first of one instant, as the
    ids of other rows do.
    """

    at: datetime
    name: str
    person: str | None
    task: str
    title: Any
    order: str
    comment: str | None = None
    behalf: str | None = None
    fields: tuple[str, ...] = ()
    void: bool = False


def vote_facts(tx: Transaction, record: str) -> Iterator[VoteFact]:
    """Every vote ever cast about a record and every time votes became void, oldest first."""
    for task in reversed(votes_about(tx, record)):
        id, title = task["id"], task["title"]
        votes, now = store.votes_of(tx, id), (store.approval(tx, id) or {}).get("round")
        for one in store.voidings_of(tx, id):
            fields, order = tuple(one["fields"]), _just_before(one, votes)
            yield VoteFact(one["at"], VOID, one["by"], id, title, order, fields=fields)
        for one in votes:
            yield VoteFact(
                one["at"],
                one["answer"],
                one["person"],
                id,
                title,
                one["id"],
                one["comment"],
                one["on_behalf_of"],
                void=one["round"] != now,
            )


def _just_before(voiding: dict[str, Any], votes: list[dict[str, Any]]) -> str:
    """The vote that came with the change is the first that counts anew."""
    found = (one["id"][:-1] for one in votes if one["at"] == voiding["at"])
    return next(found, "~")


def first_vote(tx: Transaction, instance: str, step: str) -> Message | None:
    """Who has voted on the task of a step; None while nobody has."""
    for task in tasks_about(tx, instance):
        if task["step"] == step:
            for one in store.votes_of(tx, task["id"])[:1]:
                name = labels(tx, "user", [one["person"]]).get(one["person"], "")
                words = N_("{name} has already voted on “{task}”")
                return Message(words, {"name": name, "task": task["title"]})
    return None
