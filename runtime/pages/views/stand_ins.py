"""Stand-ins, as their page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dougong.platform.problems import Problem
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.runtime.flows.stand_ins import appointed, standing_in


@dataclass(frozen=True)
class StandInRow:
    """`name` stands in, or is stood in for; `now`: it has begun."""

    id: str
    name: str
    first: str
    last: str
    now: bool


@dataclass(frozen=True)
class StandInsView:
    """`sent` stands in the form again after a refusal, `wrong` says by field what is wrong; `name`
    is what the chosen person is called, `today` the earliest day."""

    mine: list[StandInRow]
    others: list[StandInRow]
    today: str
    name: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)


def stand_ins_view(
    tx: Transaction, sent: Mapping[str, str] | None = None, problem: Problem | None = None
) -> StandInsView:
    """Those the actor has named and for whom they stand in; after a refusal with what was sent."""
    mine, others = appointed(tx), standing_in(tx)
    chosen = (sent or {}).get("stand_in", "")[:36]
    people = [*(one["stand_in"] for one in mine), *(one["person"] for one in others), chosen]
    names = labels(tx, "user", people)
    return StandInsView(
        mine=[_row(tx, one, names.get(one["stand_in"], "")) for one in mine],
        others=[_row(tx, one, names.get(one["person"], "")) for one in others],
        today=f"{tx.now.astimezone(ZoneInfo(tx.actor.timezone)):%Y-%m-%d}",
        name=names.get(chosen, ""),
        sent=sent or {},
        wrong={
            one.path: one.message.render(tx.actor.language)
            for one in (problem.fields if problem else ())
        },
    )


def _row(tx: Transaction, row: Mapping[str, Any], name: str) -> StandInRow:
    zone = ZoneInfo(tx.actor.timezone)
    first = row["from_at"].astimezone(zone)
    last = (row["until_at"] - timedelta(microseconds=1)).astimezone(zone)
    days = f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"
    return StandInRow(row["id"], name, *days, now=row["from_at"] <= tx.now)
