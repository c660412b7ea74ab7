"""Messages about cases: planned by hand, kept from being sent, looked at."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete

from dougong.connectors.journal import Plan, plan, steps
from dougong.platform.storage import Record
from dougong.platform.storage.platform_tables import JobRow, table_of
from tests.unit.runtime.desk import Desk

_jobs = table_of(JobRow)


def planned(desk: Desk, case: Record, key: str, **more: Any) -> str:
    """The id of a message that no flow waits for and no job sends."""
    inputs = {"case": case.id, "label": key}
    values = {"connection": "shelf", "interface": "store", "operation": "put", "entity": "case",
              "order_key": case.id, "effect_key": key, "inputs": inputs, **more}  # fmt: skip
    with desk.service() as tx:
        return plan(tx, Plan(**values))


def lose_jobs(desk: Desk, **match: str) -> int:
    """Take away the jobs that match, and say how many there were."""
    statement = delete(_jobs)
    for column, value in match.items():
        statement = statement.where(_jobs.c[column] == value)
    with desk.service() as tx:
        return tx.connection.execute(statement).rowcount


def count(desk: Desk, case: Record, label: str = "a") -> int:
    """How often the effect has happened."""
    found = desk.find("tally", case=case.id, label=label)
    return found.values["count"] if found else 0


def states(desk: Desk) -> list[str]:
    return [row["state"] for row in desk.rows("message")]


def life(desk: Desk, id: str) -> list[str]:
    """The states a message went through."""
    with desk.looking() as tx:
        return [step["state"] for step in steps(tx, id)]
