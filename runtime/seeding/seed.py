"""Loading the demonstration company of a pack, once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dougong.platform.storage import Actor, Cause, Storage
from dougong.platform.storage.platform_tables import AppUser, table_of
from dougong.runtime.seeding.company import PASSWORD, make_company
from dougong.runtime.seeding.moments import moment, standing_at
from dougong.runtime.seeding.steps import take
from dougong.runtime.seeding.story import Story

_users = table_of(AppUser)
_SYSTEM = Actor.for_service("demonstration")


@dataclass
class Seeded:
    """Logins that exist now (`login`, `name`, `roles`), all with one `password`; and whether
    anything was loaded."""

    logins: list[Mapping[str, Any]] = field(default_factory=list)
    loaded: bool = False
    password: str = PASSWORD


def seed(storage: Storage, pack: Path, drain: Callable[[], object]) -> Seeded:
    """Load a pack's demonstration data unless it was loaded before.

    `drain` runs all background work: each step stands on what the ones before have set going. A
    step may say when it was taken (`at`: working days before today and the time of day, or minutes
    before now); what has fallen due since is done at the end.
    """
    manifest = json.loads(next(pack.glob("*.pack.json")).read_text(encoding="utf-8"))
    files = [
        json.loads((pack / name).read_text(encoding="utf-8")) for name in manifest.get("data", ())
    ]
    logins = [user for file in files for user in file.get("users", ())]
    with storage.read(_SYSTEM) as tx:
        if tx.connection.execute(select(_users.c.id).limit(1)).first() is not None:
            return Seeded(logins)
    story = Story(pack, Cause("import", manifest["id"]), storage.clock())
    for file in files:
        _load(storage, file, story, drain)
    drain()
    return Seeded(logins, loaded=True)


def _load(
    storage: Storage, file: Mapping[str, Any], story: Story, drain: Callable[[], object]
) -> None:
    with storage.write(_SYSTEM, story.cause) as tx:
        make_company(tx, file)
    for step in file.get("steps", ()):
        with standing_at(storage, moment(step.get("at"), story.now, file.get("timezone"))):
            take(storage, step, story)
            drain()
