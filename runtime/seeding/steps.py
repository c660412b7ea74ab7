"""What people did, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dougong.platform.identity import Signer, actor_for, confirmed, user_by_login
from dougong.platform.storage import Actor, Cause, Record, Storage, Transaction
from dougong.platform.storage.query import find
from dougong.runtime.flows import approvals, tasks
from dougong.runtime.records import act, create
from dougong.runtime.seeding.company import PASSWORD
from dougong.runtime.seeding.values import by_row, values_of

_SYSTEM = Actor.for_service("demonstration")
Step = Mapping[str, Any]
Keys = dict[str, Record]


def take(storage: Storage, step: Step, keys: Keys, pack: Path, cause: Cause) -> None:
    """Do one step as the person it names: `create` a record, `act` on one (`find`), `vote`
    on one, or `keep` one under a `key` for later steps; `sign`: with the demonstration password.
    `cause` is why it is done."""
    with storage.read(_SYSTEM) as tx:
        user = user_by_login(tx, step["by"])
        actor = actor_for(tx, user["id"]) if user else None
    assert actor is not None, f"no user {step['by']}"
    signer = confirmed(storage, actor, PASSWORD, "", "password") if step.get("sign") else None
    with storage.write(actor, cause) as tx:
        _DO[next(kind for kind in _DO if kind in step)](tx, step, keys, pack, signer)


def _create(tx: Transaction, step: Step, keys: Keys, pack: Path, signer: Signer | None) -> None:
    record = create(tx, step["create"], values_of(tx, step.get("values", {}), keys, pack)).record
    for transition in step.get("then", ()):
        record = act(tx, step["create"], record.id, transition).record
    keys[step["key"]] = record


def _act(tx: Transaction, step: Step, keys: Keys, pack: Path, signer: Signer | None) -> None:
    found = _found(tx, step["act"], step, keys, pack)
    values = values_of(tx, step.get("values", {}), keys, pack)
    act(tx, step["act"], found.id, step["transition"], by_row(values, found), signer=signer)


def _vote(tx: Transaction, step: Step, keys: Keys, pack: Path, signer: Signer | None) -> None:
    found = _found(tx, step["vote"], step, keys, pack)
    (task,) = (one for one in tasks.open_tasks(tx, found.id) if one["kind"] == "approve")
    approvals.vote(tx, task["id"], step["answer"], step.get("comment", ""), signer=signer)


def _keep(tx: Transaction, step: Step, keys: Keys, pack: Path, signer: Signer | None) -> None:
    keys[step["key"]] = _found(tx, step["keep"], step, keys, pack)


def _found(tx: Transaction, form: str, step: Step, keys: Keys, pack: Path) -> Record:
    match = {k: values_of(tx, v, keys, pack) for k, v in step["find"].items()}
    found = find(tx, form, match)
    assert found is not None, f"nothing found for {step['find']}"
    return found


_DO = {"create": _create, "act": _act, "vote": _vote, "keep": _keep}
