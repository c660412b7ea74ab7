"""What every pack keeps: it checks clean, is canonical, speaks both languages, installs twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from dougong.platform import publishing
from dougong.platform.definitions import Library, check, read, write
from dougong.platform.resources import packs_folder
from dougong.platform.storage import Cause, Storage
from dougong.platform.storage.ddl import plan
from dougong.runtime.wiring import wire
from tests.unit.runtime.desk import SERVICE

# Every pack that ships, and those of the tests: a new one is held to the contract by being there.
PACKS = sorted(
    path.parent
    for folder in (packs_folder(), Path(__file__).parents[2] / "packs")
    for path in folder.glob("*/*.pack.json")
)


@pytest.fixture(params=PACKS, ids=lambda path: path.name)
def pack(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


def test_there_are_packs() -> None:
    assert {"qms_erp", "visits"} <= {path.name for path in PACKS}


def test_it_checks_clean(pack: Path) -> None:
    wire()
    _, definitions = publishing.read_pack(pack)
    findings = [one.render() for one in check(Library(definitions)) if one.severity == "error"]
    assert findings == []


def test_each_file_is_canonical(pack: Path) -> None:
    """The writer gives back every file byte for byte, and it lies where its kind and id say."""
    for path in sorted(pack.rglob("*.json")):
        if "demo" in path.relative_to(pack).parts:
            continue
        text = path.read_text(encoding="utf-8")
        definition = read(text, str(path))
        assert write(definition) == text, path
        assert path.name == f"{definition.id}.{definition.kind}.json"


def texts(value: Any, pointer: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(value, dict):
        if value and set(value) <= {"zh", "en"}:
            yield pointer, value
        for key, one in value.items():
            yield from texts(one, f"{pointer}/{key}")
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from texts(one, f"{pointer}/{number}")


def test_every_text_is_there_in_both_languages(pack: Path) -> None:
    _, definitions = publishing.read_pack(pack)
    found = 0
    for definition in definitions:
        for pointer, text in texts(dict(definition.body)):
            assert set(text) == {"zh", "en"}, f"{definition.ref}{pointer}"
            assert all(words.strip() for words in text.values()), f"{definition.ref}{pointer}"
            found += 1
    assert found > 10


def test_it_holds_no_code(pack: Path) -> None:
    assert {path.suffix for path in pack.rglob("*") if path.is_file()} == {".json"}


def test_it_installs_twice_without_a_change(pack: Path, storage: Storage) -> None:
    wire()
    _, definitions = publishing.read_pack(pack)
    first = _install(storage, pack)
    assert (len(first.published), first.drafted) == (len(definitions), [])
    kept = _everything(storage)
    second = _install(storage, pack)
    assert (second.published, second.drafted) == ([], [])
    assert sorted(second.unchanged) == sorted(one.ref for one in definitions)
    assert _everything(storage) == kept


def test_its_tables_are_whole_and_stay(pack: Path, storage: Storage) -> None:
    """After the install there is nothing left to shape."""
    wire()
    _install(storage, pack)
    with storage.read(SERVICE) as tx:
        assert plan(tx.connection, tx.library) == []
        present = set(inspect(tx.connection).get_table_names())
        for definition in tx.library.all("form"):
            form = tx.library.form(definition.id)
            assert f"f_{form.id}" in present
            assert all(f"f_{form.id}__{name}" in present for name in form.lines)


def _install(storage: Storage, pack: Path) -> publishing.InstallReport:
    with storage.write(SERVICE, Cause("import", pack.name)) as tx:
        return publishing.install(tx, pack)


def _everything(storage: Storage) -> dict[str, Any]:
    """The shape of the database and every row of it."""
    with storage.read(SERVICE) as tx:
        inspector = inspect(tx.connection)
        return {
            name: (
                [(c["name"], str(c["type"])) for c in inspector.get_columns(name)],
                sorted(map(repr, tx.connection.exec_driver_sql(f'SELECT * FROM "{name}"').all())),
            )
            for name in inspector.get_table_names()
        }
