"""What a page that keeps in the background is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from dougong.platform.problems import Problem, Stale
from dougong.platform.storage import Record, Transaction
from dougong.runtime.pages.views.merging import Difference, merged


def kept_view(tx: Transaction, record: Record) -> dict[str, Any]:
    """It is saved: the number of the change the page now stands on, and when, to the second."""
    at = tx.now.astimezone(ZoneInfo(tx.actor.timezone))
    return {"change_no": record.system.change_no, "at": f"{at:%H:%M:%S}"}


def unkept_view(
    tx: Transaction,
    found: Mapping[str, Any],
    seen: int | None,
    raw: Mapping[str, Any],
    problem: Problem,
) -> dict[str, Any]:
    """Why it was not saved, with every field that is wrong; after a change by somebody else, what it
    was, field by field."""
    language = tx.actor.language
    differences: list[Difference] = []
    if isinstance(problem, Stale):
        differences = merged(tx, found["form"], found["record"], seen, raw)[1]
    return {
        "message": problem.message.render(language),
        "fields": [
            {"field": one.path, "message": one.message.render(language)} for one in problem.fields
        ],
        "differences": [
            {key: getattr(one, key) for key in ("field", "title", "before", "theirs", "who", "at")}
            for one in differences
        ],
    }
