"""People at work on a database: what tests of the runtime drive and look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import inspect, select, text
from sqlmodel import SQLModel

from dougong.platform.definitions import Definition
from dougong.platform.identity import Signer, actor_for, confirmed, user_by_login
from dougong.platform.jobs import EmbeddedJobs
from dougong.platform.publishing import publish_definitions
from dougong.platform.storage import Actor, Cause, Record, Storage, Transaction, events_of
from dougong.platform.storage.platform_tables import (
    ApprovalSeat,
    ApprovalVote,
    Audit,
    Event,
    Incident,
    Instance,
    InstanceStep,
    JobRow,
    Mail,
    MessageRow,
    NotificationItem,
    NumberSeries,
    Subscription,
    Task,
    TaskEvent,
    table_of,
)
from dougong.platform.storage.query import any_record, find
from dougong.runtime import records
from dougong.runtime.flows import instances, tasks
from dougong.runtime.seeding.company import PASSWORD
from dougong.runtime.wiring import wire

SERVICE = Actor.for_service("test")
# A Tuesday morning at the factory.
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

PLATFORM: dict[str, type[SQLModel]] = {
    "audit": Audit, "event": Event, "incident": Incident, "instance": Instance, "job": JobRow,
    "instance_step": InstanceStep,
    "mail": Mail, "message": MessageRow, "notice": NotificationItem, "number_series": NumberSeries,
    "seat": ApprovalSeat, "subscription": Subscription, "task": Task, "task_event": TaskEvent,
    "vote": ApprovalVote,
}  # fmt: skip


@dataclass
class Clock:
    """Stands still until it is told to go on."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Desk:
    """`storage` runs on `clock`; background work runs when `drain` is called, never by itself."""

    storage: Storage
    clock: Clock
    jobs: EmbeddedJobs = field(init=False)
    _tables: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.jobs = EmbeddedJobs(self.storage, wire())

    # -- transactions ----------------------------------------------------------------

    @contextmanager
    def as_(self, login: str) -> Iterator[Transaction]:
        """A writing transaction of one person."""
        actor = self.actor(login)
        with self.storage.write(actor, Cause("person", actor.id)) as tx:
            yield tx

    @contextmanager
    def looking(self, login: str | None = None) -> Iterator[Transaction]:
        """A reading transaction: of a person, or of one who may see everything."""
        with self.storage.read(self.actor(login) if login else SERVICE) as tx:
            yield tx

    @contextmanager
    def service(self) -> Iterator[Transaction]:
        with self.storage.write(SERVICE, Cause("import", "test")) as tx:
            yield tx

    def actor(self, login: str) -> Actor:
        with self.storage.read(SERVICE) as tx:
            user = user_by_login(tx, login)
            found = actor_for(tx, user["id"]) if user else None
        assert found is not None, login
        return found

    def publish(self, *definitions: Definition) -> None:
        with self.service() as tx:
            publish_definitions(tx, list(definitions), "test")

    def drain(self) -> int:
        return self.jobs.drain()

    # -- what people do --------------------------------------------------------------

    def create(self, who: str, form: str, values: Mapping[str, Any], *then: str) -> Record:
        with self.as_(who) as tx:
            record = records.create(tx, form, values).record
            for transition in then:
                record = records.act(tx, form, record.id, transition).record
            return record

    def act(
        self, who: str, form: str, id: str, transition: str, values: Mapping[str, Any] | None = None
    ) -> Record:
        with self.as_(who) as tx:
            return records.act(tx, form, id, transition, values).record

    def signer(self, who: str) -> Signer:
        """The person, having given their password."""
        return confirmed(self.storage, self.actor(who), PASSWORD, "", "password")

    def sign(self, who: str, form: str, id: str, transition: str) -> Record:
        signer = self.signer(who)
        with self.as_(who) as tx:
            return records.act(tx, form, id, transition, signer=signer).record

    def change(self, who: str, form: str, id: str, values: Mapping[str, Any]) -> Record:
        with self.as_(who) as tx:
            return records.change(tx, form, id, values).record

    def complete(self, who: str, task: str, values: Mapping[str, Any] | None = None) -> Record:
        with self.as_(who) as tx:
            return tasks.complete(tx, task, values or {}).record

    # -- what is there ---------------------------------------------------------------

    def record(self, form: str, id: str) -> Record:
        with self.looking() as tx:
            found = any_record(tx, form, id)
        assert found is not None, f"{form} {id}"
        return found

    def find(self, form: str, **match: Any) -> Record | None:
        with self.looking() as tx:
            return find(tx, form, match)

    def rows(self, name: str, /, **match: Any) -> list[dict[str, Any]]:
        """Rows of a platform table, oldest first where ids tell."""
        table = table_of(PLATFORM[name])
        statement = select(*table.c)
        for column, value in match.items():
            statement = statement.where(table.c[column] == value)
        if "id" in table.c:
            statement = statement.order_by(table.c.id)
        with self.looking() as tx:
            return [dict(row) for row in tx.connection.execute(statement).mappings()]

    def one(self, name: str, /, **match: Any) -> dict[str, Any]:
        (found,) = self.rows(name, **match)
        return found

    def open_tasks(self, **match: Any) -> list[dict[str, Any]]:
        return self.rows("task", state="open", **match)

    def steps(self, instance: str) -> dict[str, str]:
        with self.looking() as tx:
            return {row["step"]: row["state"] for row in instances.steps_of(tx, instance)}

    def events(self, record: str) -> list[Mapping[str, Any]]:
        with self.looking() as tx:
            return events_of(tx, record)

    def counts(self) -> dict[str, int]:
        """How many rows each table holds: form tables, events, audit, jobs, all of them."""
        with self.looking() as tx:
            if not self._tables:
                self._tables = inspect(tx.connection).get_table_names()
            parts = [f"SELECT '{name}', count(*) FROM {name}" for name in self._tables]
            rows = tx.connection.execute(text(" UNION ALL ".join(parts)))
            return {str(row[0]): int(row[1]) for row in rows}
