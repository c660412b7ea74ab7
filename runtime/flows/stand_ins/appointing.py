"""Naming a stand-in, and taking it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update

from dougong.platform.audit import note
from dougong.platform.identity import user_by_id
from dougong.platform.problems import FieldProblem, Invalid, NotFound
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import StandIn, table_of
from dougong.platform.texts import N_, Message, translate
from dougong.runtime.notifications import TASK, About, tell

_table = table_of(StandIn)
_LONGEST = timedelta(days=366)


def appoint(tx: Transaction, stand_in: object, first: object, last: object) -> dict[str, Any]:
    """Let somebody do the actor's tasks from the day `first` to the day `last`, both included, by
    the actor's time zone. Raises Invalid with each wrong field."""
    who = user_by_id(tx, stand_in) if isinstance(stand_in, str) else None
    begin, end_ = _day(first), _day(last)
    wrong = [*_wrong_person(tx, who), *_wrong_days(tx, begin, end_)]
    if wrong or who is None or begin is None or end_ is None:
        raise Invalid.of(wrong)
    row = {
        "id": new_id(), "person": tx.actor.id, "stand_in": str(who["id"]), "ended_at": None,
        "from_at": _midnight(tx, begin), "until_at": _midnight(tx, end_ + timedelta(days=1)),
        "created_at": tx.now,
    }  # fmt: skip
    tx.connection.execute(insert(_table).values(row))
    told = {"stand_in": row["stand_in"], "from": begin.isoformat(), "until": end_.isoformat()}
    note(tx, "stand_in", str(tx.actor.id), "appoint", None, told)
    tell(tx, [str(who["id"])], TASK, About(), lambda one: _words(tx, begin, end_, one))
    return row


def _words(tx: Transaction, first: date, last: date, language: str) -> tuple[str, str]:
    title = translate(N_("You stand in for {name}"), language, name=tx.actor.name)
    body = N_("From {first} to {last} the tasks of {name} are in your inbox too.")
    days = {"first": f"{first:%m-%d}", "last": f"{last:%m-%d}"}
    return title, translate(body, language, name=tx.actor.name, **days)


def end(tx: Transaction, id: str) -> None:
    """Take it back before its time; raises NotFound when it is not the actor's or over already."""
    mine = (_table.c.id == id) & (_table.c.person == tx.actor.id) & _table.c.ended_at.is_(None)
    found = tx.connection.execute(select(_table.c.stand_in).where(mine)).scalar()
    if found is None:
        raise NotFound(Message(N_("There is no such stand-in")))
    tx.connection.execute(update(_table).where(mine).values(ended_at=tx.now))
    note(tx, "stand_in", str(tx.actor.id), "end", {"stand_in": found}, None)


def _wrong_person(tx: Transaction, who: Any) -> list[FieldProblem]:
    if who is None:
        return [FieldProblem("stand_in", "required", Message(N_("Choose somebody")))]
    if who["id"] == tx.actor.id:
        words = N_("Nobody stands in for themselves")
        return [FieldProblem("stand_in", "invalid", Message(words))]
    return []


def _wrong_days(tx: Transaction, first: date | None, last: date | None) -> list[FieldProblem]:
    wrong = [
        FieldProblem(name, "required", Message(N_("A date is needed")))
        for name, day in (("from", first), ("until", last))
        if day is None
    ]
    if first is None or last is None:
        return wrong
    today = tx.now.astimezone(ZoneInfo(tx.actor.timezone)).date()
    if last < max(first, today):
        words = N_("It must not end before it begins, nor before today")
        wrong.append(FieldProblem("until", "invalid", Message(words)))
    elif last - first > _LONGEST:
        words = N_("A stand-in is named for a year at most")
        wrong.append(FieldProblem("until", "invalid", Message(words)))
    return wrong


def _day(given: object) -> date | None:
    try:
        found = date.fromisoformat(given) if isinstance(given, str) else None
    except ValueError:
        return None
    return found if found is not None and 2000 <= found.year <= 2200 else None


def _midnight(tx: Transaction, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(tx.actor.timezone)).astimezone(UTC)
