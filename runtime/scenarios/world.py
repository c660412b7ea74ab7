"""The company a scenario is played in: a database of its own, people, and a clock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from dougong.platform.definitions import Definition
from dougong.platform.expressions import Type
from dougong.platform.identity import Signer, actor_for, user_by_id, user_by_login
from dougong.platform.jobs import EmbeddedJobs, next_due
from dougong.platform.storage import Actor, Cause, Storage, Transaction
from dougong.platform.storage.platform_tables import JobRow, table_of
from dougong.platform.texts import N_, Message
from dougong.runtime.actions import Frame
from dougong.runtime.scenarios.clock import Clock
from dougong.runtime.scenarios.failed import Failed
from dougong.runtime.scenarios.script import Script
from dougong.runtime.scenarios.values import written

TIMEZONE = "Asia/Shanghai"
_jobs = table_of(JobRow)


@dataclass
class World:
    """`names` are the records steps have named, by form and id; `flows` those whose nodes are meant;
    `faults` the incidents that were spoken of. Whoever acts without a name is `system`."""

    storage: Storage
    clock: Clock
    jobs: EmbeddedJobs
    site: str
    script: Script = field(default_factory=Script)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    flows: tuple[Definition, ...] = ()
    faults: set[str] = field(default_factory=set)

    @property
    def system(self) -> Actor:
        """Other systems, and what was there before."""
        return Actor.for_service("scenario", self.site, TIMEZONE)

    # -- transactions ----------------------------------------------------------------

    @contextmanager
    def acting(self, by: str | None) -> Iterator[Transaction]:
        """A transaction of a person (`role:buyer`: whoever has that role) or of the system."""
        actor = self.system if by is None else self.person(by)
        cause = Cause("person", actor.id) if actor.id else Cause("import", "scenario")
        with self.storage.write(actor, cause) as tx:
            yield tx

    @contextmanager
    def looking(self, language: str = "zh") -> Iterator[Transaction]:
        """A reading transaction that sees everything."""
        with self.storage.read(replace(self.system, language=language)) as tx:
            yield tx

    def person(self, by: str) -> Actor:
        """The person a step names."""
        with self.looking() as tx:
            user = user_by_login(tx, by)
            actor = actor_for(tx, user["id"]) if user else None
        if actor is None:
            raise Failed(Message(N_("There is no such person: {name}"), {"name": by}))
        return actor

    @staticmethod
    def signer(tx: Transaction) -> Signer | None:
        """The person who acts, ready to sign: here nobody has a password to give."""
        user = user_by_id(tx, tx.actor.id or "")
        return Signer(str(user["id"]), str(user["name"]), str(user["login"])) if user else None

    # -- names -----------------------------------------------------------------------

    @property
    def types(self) -> dict[str, Type]:
        """The names as conditions know them."""
        return {name: Type("link", form, optional=False) for name, (form, _) in self.names.items()}

    def frame(
        self, tx: Transaction, form: str | None = None, record: Mapping[str, Any] | None = None
    ) -> Frame:
        """What conditions and formulas of a step see: the names, and a record at hand."""
        values = {name: {"id": id} for name, (_, id) in self.names.items()}
        return Frame(tx, form, record, self.types, values)

    def values(self, tx: Transaction, raw: Any) -> Any:
        """The values a step writes, ready for a record."""
        return written(raw, self.frame(tx), self.names)

    def name(self, name: str | None, form: str, id: str) -> None:
        """From now on the record is called so."""
        if name is not None:
            self.names[name] = (form, id)

    # -- time ------------------------------------------------------------------------

    def settle(self) -> None:
        """Do all the work that is due. Raises Failed when some of it cannot be done."""
        self.jobs.drain()
        with self.looking() as tx:
            statement = select(_jobs.c.kind, _jobs.c.error).where(_jobs.c.error.is_not(None))
            broken = tx.connection.execute(statement).first()
        if broken is not None:
            words = N_("Work in the background failed ({kind}): {error}")
            raise Failed(Message(words, {"kind": broken.kind, "error": broken.error}))

    def forward(self, until: datetime) -> None:
        """Let time pass; what falls due on the way happens at its moment."""
        while (due := self._next_due()) is not None and due <= until:
            self.clock.now = max(self.clock.now, due)
            self.settle()
        self.clock.now = until
        self.settle()

    def _next_due(self) -> datetime | None:
        with self.looking() as tx:
            return next_due(tx)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone the scenario is told in."""
        return ZoneInfo(TIMEZONE)

    @staticmethod
    def moment(text: str) -> datetime:
        """A local moment (`2026-11-23T09:00`) as an instant."""
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(TIMEZONE))
