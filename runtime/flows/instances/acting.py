"""As whom flows act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.identity import site_timezone
from dougong.platform.storage import Actor, Cause, Transaction
from dougong.platform.storage.query import any_record
from dougong.runtime.flows.instances import store


def flow_actor(tx: Transaction, found: dict[str, Any] | None) -> Actor:
    """Flows run as a service, at the site of the record they are about."""
    site = found["image"].get("site") if found else None
    return Actor.for_service("flows", site, site_timezone(tx, site))


def as_flow(tx: Transaction, row: Mapping[str, Any]) -> Transaction:
    """The same transaction, in which an instance acts and not the person who caused it to."""
    id = str(row["id"])
    return at_site(tx.as_(Cause("instance", id)), id)


def at_site(tx: Transaction, instance: str) -> Transaction:
    row = store.read(tx, instance)
    record = (
        any_record(tx, row["form"], row["record"])
        if row and row["form"] and "." not in row["form"]
        else None
    )
    image = {"image": {"site": record.system.site}} if record else None
    return tx.as_(tx.cause, flow_actor(tx, image))
