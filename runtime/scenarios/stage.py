"""Where scenarios are played: a company made once, copied for each of them, and thrown away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import event

from dougong.connectors.engine import stand_in
from dougong.platform.definitions import Definition, people_of
from dougong.platform.identity import create_site, create_user
from dougong.platform.jobs import EmbeddedJobs
from dougong.platform.publishing import publish_definitions
from dougong.platform.storage import Actor, Cause, Storage, Transaction
from dougong.platform.texts import pick
from dougong.runtime.rules import watch
from dougong.runtime.rules.watching import Watcher
from dougong.runtime.scenarios.clock import Clock
from dougong.runtime.scenarios.world import TIMEZONE, World
from dougong.runtime.wiring import connect, wire

# A Monday morning; where a scenario does not say when it begins.
MONDAY = "2026-01-05T09:00"
_SITE = {"zh": "工厂", "en": "Plant"}
_MAKER = Actor.for_service("scenarios")


class Stage:
    """Made of definitions (those of a pack, or those that are live with drafts among them)."""

    def __init__(self, definitions: Iterable[Definition], language: str = "zh") -> None:
        self.language = language
        self._folder = Path(tempfile.mkdtemp(prefix="dougong-scenarios-"))
        self._made = self._folder / "made.sqlite"
        self._played = self._folder / "played.sqlite"
        self._handlers = wire()
        self._clock = Clock(World.moment(MONDAY))
        # One engine for all worlds: what it has compiled once serves the next as well.
        self._storage = _open(self._played, self._clock)
        self._site = ""
        self._make(list(definitions))

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Throw everything away."""
        self._storage.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def reading(self, actor: Actor) -> Iterator[Transaction]:
        """A look at the company as it was made."""
        storage = _open(self._made, Clock(World.moment(MONDAY)))
        try:
            with storage.read(actor) as tx:
                yield tx
        finally:
            storage.close()

    def _make(self, definitions: list[Definition]) -> None:
        storage = _open(self._made, Clock(World.moment(MONDAY)))
        storage.migrate()
        with storage.write(_MAKER, Cause("import", "scenarios")) as tx:
            publish_definitions(tx, definitions, "scenarios")
        with storage.write(_MAKER, Cause("import", "scenarios")) as tx:
            for manifest in tx.library.all("pack"):
                connect(tx, manifest)
            self._site = create_site(tx, "S1", _SITE, TIMEZONE)
            for role in tx.library.all("role"):
                name = pick(role.body["title"], self.language)
                create_user(tx, role.ref, name, None, [role.id], self._site, None, self.language)
        self.library = _library(storage)
        storage.close()

    @contextmanager
    def world(self, scenario: Definition, begins: str, watcher: Watcher) -> Iterator[World]:
        """The company for one scenario, as it is when it begins, with its people."""
        storage, self._clock.now = self._storage, World.moment(begins)
        shutil.copy(self._made, self._played)
        try:
            world = World(storage, self._clock, EmbeddedJobs(storage, self._handlers), self._site)
            stand_in(storage.engine, world.script)
            watch(storage.engine, watcher)
            self._invite(world, scenario)
            yield world
        finally:
            storage.close()
            for file in self._folder.glob(f"{self._played.name}*"):
                file.unlink()

    def _invite(self, world: World, scenario: Definition) -> None:
        with world.acting(None) as tx:
            for person in people_of(tx.library, scenario).values():
                roles = [str(role).removeprefix("role:") for role in person["roles"]]
                name = str(person.get("name", person["id"]))
                create_user(tx, person["id"], name, None, roles, self._site, None, self.language)


def _library(storage: Storage) -> Any:
    with storage.read(_MAKER) as tx:
        return tx.library


def _open(path: Path, clock: Clock) -> Storage:
    """Nothing here outlives the run: the disk is not waited for."""
    storage = Storage(f"sqlite:///{path}", clock)
    event.listen(storage.engine, "connect", _hurry)
    return storage


def _hurry(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")
