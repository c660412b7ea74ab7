"""A pack ships photos with its demonstration: they are in the records as if people had sent them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dougong.platform import publishing
from dougong.platform.files import FolderContents, keep_in
from dougong.platform.storage import Storage
from dougong.runtime.seeding import seed
from tests.services.pictures import phone_photo
from tests.unit.runtime.desk import Clock, Desk
from tests.unit.runtime.files.conftest import PACK
from tests.unit.runtime.files.sending import sees


def shipped(folder: Path, photo: str) -> Path:
    """The pack with a demonstration in which a photo is taken."""
    pack = folder / "pack"
    shutil.copytree(PACK, pack)
    (pack / "demo" / "photos").mkdir(parents=True)
    (pack / "demo" / "photos" / "车.jpg").write_bytes(phone_photo())
    people = [{"login": "hanna", "name": "Hanna", "roles": ["host"]}]
    values = {
        "photos": [{"file": photo}],
        "items": [{"what": "电脑", "photos": [{"file": photo}]}],
    }
    step = {"create": "gate_check", "key": "one", "by": "hanna", "values": values}
    told = json.dumps({"users": people, "steps": [step]}, ensure_ascii=False)
    (pack / "demo" / "gate.json").write_text(told, encoding="utf-8")
    manifest = json.loads((pack / "visits.pack.json").read_text(encoding="utf-8"))
    manifest["data"] = ["demo/gate.json"]
    (pack / "visits.pack.json").write_text(json.dumps(manifest), encoding="utf-8")
    return pack


@pytest.fixture
def empty(storage: Storage, tmp_path: Path) -> Desk:
    keep_in(storage, FolderContents(tmp_path / "files"))
    clock = Clock()
    storage.clock = clock
    return Desk(storage, clock)


def loaded(desk: Desk, pack: Path) -> None:
    with desk.service() as tx:
        publishing.install(tx, pack)
    seed(desk.storage, pack, desk.drain)


def test_a_photo_of_the_pack_is_in_the_record(empty: Desk, tmp_path: Path) -> None:
    loaded(empty, shipped(tmp_path, "demo/photos/车.jpg"))
    made = empty.find("gate_check", state="open")
    assert made is not None
    (photo,), (row,) = made.values["photos"], made.values["items"]
    assert (photo.name, photo.type) == ("车.jpg", "image/jpeg")
    assert row["photos"][0].size == photo.size
    assert b"PhoneMaker" not in (sees(empty, "hanna", photo.id) or b"PhoneMaker")


@pytest.mark.parametrize("path", ["demo/../visits.pack.json", "demo/../../secret.jpg"])
def test_no_file_from_elsewhere_is(empty: Desk, tmp_path: Path, path: str) -> None:
    (tmp_path / "secret.jpg").write_bytes(phone_photo())
    with pytest.raises(AssertionError, match="outside the demonstration"):
        loaded(empty, shipped(tmp_path, path))
