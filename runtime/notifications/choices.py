"""How people want to be told of what: in the app, by mail at once or once a day, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, insert, select

from dougong.platform.definitions import Library
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import AppUser, NotificationChoice, Site, table_of

APP, MAIL, DIGEST, OFF = "app", "mail", "digest", "off"
# What notices are called that no definition words; its ids cannot look like these.
TASK, COPY, NEW = ".task", ".copy", ".new"
_choices, _users, _sites = table_of(NotificationChoice), table_of(AppUser), table_of(Site)


@dataclass(frozen=True)
class Kind:
    """Something people are told of: what it is if nobody chose, and what may be chosen."""

    id: str
    usual: str
    ways: tuple[str, ...] = (APP, MAIL, DIGEST, OFF)


@dataclass(frozen=True)
class Listener:
    """A person who is told: `choice` is how, `digest_at` when their next mail of the day is sent."""

    id: str
    language: str
    choice: str
    mailed: bool
    digest_at: datetime


def kinds(library: Library) -> list[Kind]:
    """Everything one may be told of: tasks, new ones (in the inbox in any case), copies, then what
    definitions word."""
    own = [kind_of(library, one.id) for one in library.all("notification")]
    return [*_BUILT_IN.values(), *own]


def kind_of(library: Library, id: str) -> Kind:
    """What a notification lets one choose; one that is no longer defined: the app."""
    if id in _BUILT_IN:
        return _BUILT_IN[id]
    definition = library.find(f"notification:{id}")
    body = definition.body if definition else {}
    usual = MAIL if MAIL in body.get("channels", ()) else APP
    return Kind(id, usual, (APP, MAIL, DIGEST) if body.get("must") else (APP, MAIL, DIGEST, OFF))


_BUILT_IN = {
    TASK: Kind(TASK, MAIL),
    NEW: Kind(NEW, APP, (APP, MAIL, DIGEST)),
    COPY: Kind(COPY, APP),
}


def listeners(tx: Transaction, people: Iterable[str], notification: str) -> list[Listener]:
    """Those of the people (ids) who are active, in their order, and how each wants to be told."""
    wanted, kind = list(dict.fromkeys(people)), kind_of(tx.library, notification)
    mine = (_choices.c.user == _users.c.id) & (_choices.c.notification == notification)
    statement = (
        select(
            _users.c.id,
            _users.c.language,
            _users.c.mail,
            _users.c.digest_at,
            _sites.c.timezone,
            _choices.c.choice,
        )
        .outerjoin(_choices, mine)
        .outerjoin(_sites, _sites.c.id == _users.c.site)
        .where(_users.c.active, _users.c.id.in_(wanted))
    )
    rows = {row["id"]: row for row in tx.connection.execute(statement).mappings()}
    return [_listener(tx, rows[one], kind) for one in wanted if one in rows]


def _listener(tx: Transaction, row: Mapping[Any, Any], kind: Kind) -> Listener:
    choice = row["choice"] if row["choice"] in kind.ways else kind.usual
    zone = ZoneInfo(row["timezone"] or tx.actor.timezone)
    at = _next(tx.now, row["digest_at"], zone)
    return Listener(row["id"], row["language"], choice, row["mail"] is not None, at)


def _next(now: datetime, clock: str, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=f"{local:%H:%M}" >= clock)
    return datetime.combine(day, time.fromisoformat(clock), zone)


def choices_of(tx: Transaction, user: str) -> dict[str, str]:
    """What a person has chosen, by notification."""
    statement = select(_choices.c.notification, _choices.c.choice).where(_choices.c.user == user)
    return {row.notification: row.choice for row in tx.connection.execute(statement)}


def choose(tx: Transaction, user: str, chosen: Mapping[str, str]) -> None:
    """Keep choices; one that is as usual is forgotten, so that it follows its definition."""
    for id, choice in chosen.items():
        mine = (_choices.c.user == user) & (_choices.c.notification == id)
        tx.connection.execute(delete(_choices).where(mine))
        kind = kind_of(tx.library, id)
        if choice != kind.usual and choice in kind.ways:
            row = {"user": user, "notification": id, "choice": choice}
            tx.connection.execute(insert(_choices).values(row))
