"""A pack whose form proposes, shows beside the work, shares out and has deeds signed: a wine cellar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dougong.platform import publishing
from dougong.platform.identity import create_user
from dougong.platform.storage import Record, Storage
from tests.unit.runtime.desk import Clock, Desk

PACK = Path(__file__).parents[1] / "packs" / "tastings"
PASSWORD = "in the cellar"
PEOPLE = (
    ("tina", "蒂娜", ["taster"], "zh"),
    ("theo", "Theo", ["taster"], "en"),
    ("hedi", "海迪", ["cellar_head"], "zh"),
)
BOTTLES = {"value": "360", "unit": "bottle"}


@pytest.fixture
def cellar(storage: Storage) -> Desk:
    """The pack, two tasters and the head of the cellar, with one wine."""
    clock = Clock()
    storage.clock = clock
    desk = Desk(storage, clock)
    with desk.service() as tx:
        publishing.install(tx, PACK)
        for login, name, roles, language in PEOPLE:
            create_user(tx, login, name, PASSWORD, roles, language=language)
    desk.create("hedi", "wine", {"code": "W-1", "title": "夏布利", "region": "勃艮第"})
    return desk


def to_taste(desk: Desk, batch: str = "B-1", scores: Any = (8, 5, None), **values: Any) -> Record:
    """A tasting that waits for its decision."""
    notes = [
        {"aspect": aspect, "least": 6, "score": score}
        for aspect, score in zip(("香气", "酸度", "余味"), scores, strict=False)
    ]
    told = {"wine": {"code": "W-1"}, "batch": batch, "quantity": BOTTLES, "notes": notes, **values}
    found = desk.create("hedi", "tasting", told, "announce")
    desk.drain()
    return found
