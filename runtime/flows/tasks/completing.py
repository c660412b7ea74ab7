"""Completing a task: the record's own transition does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dougong.platform.identity import Signer
from dougong.platform.storage import Transaction
from dougong.runtime.flows.tasks.mine import claim
from dougong.runtime.records import Saved, act


def complete(
    tx: Transaction,
    id: str,
    fields: Mapping[str, Any],
    change_no: int | None = None,
    lenient: bool = False,
    signer: Signer | None = None,
) -> Saved:
    """Fill in the record of a task and do its transition.

    Raises NotFound (not the actor's task), Conflict (over, or somebody else's), and what the record
    raises; the task ends with the transition, in the same transaction.
    """
    found = claim(tx, id)
    if found["on_behalf_of"]:
        detail = {**tx.cause.detail, "on_behalf_of": found["on_behalf_of"]}
        tx = tx.as_(replace(tx.cause, detail=detail))
    at = (found["form"], found["record"], found["transition"])
    return act(tx, *at, fields, change_no, lenient, signer)
