"""A house with a gate, where photos are taken; its files lie in a folder of the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from dougong.platform import publishing
from dougong.platform.files import FolderContents, keep_in
from dougong.platform.identity import create_user
from dougong.platform.storage import Storage
from tests.unit.runtime.desk import Clock, Desk

PACK = Path(__file__).parents[3] / "packs" / "visits"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def gate(storage: Storage, folder: Path) -> Desk:
    """A host who may everything, and two people at the reception, who do not see the papers."""
    clock = Clock()
    storage.clock = clock
    keep_in(storage, FolderContents(folder))
    desk = Desk(storage, clock)
    with desk.service() as tx:
        publishing.install(tx, PACK)
        create_user(tx, "hanna", "Hanna", None, ["host"], language="en")
        create_user(tx, "rosa", "罗莎", None, ["reception"])
        create_user(tx, "rita", "丽塔", None, ["reception"])
        create_user(tx, "guest", "客人", None, [])
    return desk
