"""What people did, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.identity import Signer, actor_for, confirmed, user_by_login
from dougong.platform.storage import Actor, Record, Storage, Transaction
from dougong.platform.storage.query import find
from dougong.runtime.flows import approvals, tasks
from dougong.runtime.records import act, change, create
from dougong.runtime.seeding.company import PASSWORD
from dougong.runtime.seeding.story import Story
from dougong.runtime.seeding.values import by_row, values_of

_SYSTEM = Actor.for_service("demonstration")
Step = Mapping[str, Any]


def take(storage: Storage, step: Step, story: Story) -> None:
    """Do one step as the person it names: `create` a record, `act` on one (`find`), `change` one
    (with their task about it, where there is one), `vote` on one, `ask` a colleague about a vote, or
    `keep` one under a `key` for later steps; `sign`: with the demonstration password."""
    with storage.read(_SYSTEM) as tx:
        user = user_by_login(tx, step["by"])
        actor = actor_for(tx, user["id"]) if user else None
    assert actor is not None, f"no user {step['by']}"
    signer = confirmed(storage, actor, PASSWORD, "", "password") if step.get("sign") else None
    with storage.write(actor, story.cause) as tx:
        _DO[next(kind for kind in _DO if kind in step)](tx, step, story, signer)


def _create(tx: Transaction, step: Step, story: Story, signer: Signer | None) -> None:
    record = create(tx, step["create"], values_of(tx, step.get("values", {}), story)).record
    for transition in step.get("then", ()):
        record = act(tx, step["create"], record.id, transition).record
    story.keys[step["key"]] = record


def _act(tx: Transaction, step: Step, story: Story, signer: Signer | None) -> None:
    found = _found(tx, step["act"], step, story)
    values = values_of(tx, step.get("values", {}), story)
    act(tx, step["act"], found.id, step["transition"], by_row(values, found), signer=signer)


def _change(tx: Transaction, step: Step, story: Story, signer: Signer | None) -> None:
    """As the page of a task keeps it: who fills it in has taken the task."""
    found = _found(tx, step["change"], step, story)
    for task in tasks.tasks_of(tx):
        if task["record"] == found.id and task["kind"] == "fill":
            tasks.claim(tx, task["id"])
    change(tx, step["change"], found.id, by_row(values_of(tx, step["values"], story), found))


def _vote(tx: Transaction, step: Step, story: Story, signer: Signer | None) -> None:
    task = _voted_on(tx, _found(tx, step["vote"], step, story))
    approvals.vote(tx, task, step["answer"], step.get("comment", ""), signer=signer)


def _ask(tx: Transaction, step: Step, story: Story, signer: Signer | None) -> None:
    task, asked = _voted_on(tx, _found(tx, step["ask"], step, story)), user_by_login(tx, step["of"])
    assert asked is not None, f"no user {step['of']}"
    approvals.add_signer(tx, task, asked["id"], "opinion", step["reason"])


def _keep(tx: Transaction, step: Step, story: Story, signer: Signer | None) -> None:
    story.keys[step["key"]] = _found(tx, step["keep"], step, story)


def _voted_on(tx: Transaction, found: Record) -> str:
    (task,) = (one for one in tasks.open_tasks(tx, found.id) if one["kind"] == "approve")
    return str(task["id"])


def _found(tx: Transaction, form: str, step: Step, story: Story) -> Record:
    match = {k: values_of(tx, v, story) for k, v in step["find"].items()}
    found = find(tx, form, match)
    assert found is not None, f"nothing found for {step['find']}"
    return found


_DO = {"create": _create, "act": _act, "change": _change, "vote": _vote, "ask": _ask, "keep": _keep}
