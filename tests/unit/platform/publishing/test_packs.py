"""Installing packs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from dougong.platform.definitions import Definition, write
from dougong.platform.problems import Invalid, Malformed, NotFound
from dougong.platform.publishing import (
    InstallReport,
    draft,
    install,
    publish_definitions,
    read_pack,
    save_draft,
)
from dougong.platform.publishing import packs as packs_module
from dougong.platform.publishing.rows import digest
from dougong.platform.storage import Storage, Transaction
from dougong.platform.storage.platform_tables import (
    Audit,
    DefinitionBase,
    DefinitionRow,
    PackInstall,
    table_of,
)
from tests.services.workshop import bodies, both
from tests.unit.platform.conftest import BY_HAND, OWNER
from tests.unit.platform.publishing.conftest import changed


@pytest.fixture(autouse=True)
def no_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Floors above bind connections when they are there; here they are not asked."""
    monkeypatch.setattr(packs_module, "_after", [])


class Pack:
    """A pack's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bodies = bodies()
        self.write()

    def write(self) -> None:
        self.folder.mkdir(exist_ok=True)
        for body in self.bodies.values():
            path = self.folder / f"{body['id']}.{body['kind']}.json"
            path.write_text(write(Definition.of(body)), encoding="utf-8")

    def change(self, ref: str, **values: Any) -> None:
        self.bodies[ref] |= values
        self.bodies["pack:workshop"]["version"] = "1.1.0"
        self.write()


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(tmp_path / "workshop")


def put(storage: Storage, pack: Pack) -> InstallReport:
    with storage.write(OWNER, BY_HAND) as tx:
        return install(tx, pack.folder)


def counts(tx: Transaction) -> tuple[int, ...]:
    models: tuple[Any, ...] = (Audit, DefinitionBase, DefinitionRow, PackInstall)
    tables = [one.__table__ for one in models]
    return tuple(
        int(tx.connection.execute(select(func.count()).select_from(one)).scalar_one())
        for one in tables
    )


def test_installed_twice_nothing_changes(still: Storage, pack: Pack) -> None:
    first = put(still, pack)
    assert set(first.published) == set(pack.bodies) and not first.drafted
    with still.read(OWNER) as tx:
        before, revision = counts(tx), tx.library.revision_no
    second = put(still, pack)
    assert (second.published, second.drafted) == ([], [])
    assert set(second.unchanged) == set(pack.bodies)
    with still.read(OWNER) as tx:
        assert (counts(tx), tx.library.revision_no) == (before, revision)
        base = table_of(DefinitionBase)
        rows = tx.connection.execute(select(base.c.ref, base.c.hash))
        kept = {row.ref: row.hash for row in rows}
        assert kept == {one.ref: digest(one) for one in tx.library}


def test_an_upgrade_renews_what_was_left_alone_and_drafts_beside_a_local_change(
    still: Storage, pack: Pack
) -> None:
    put(still, pack)
    with still.write(OWNER, BY_HAND) as tx:
        publish_definitions(tx, [changed("codes:kind", title=both("ours"))])
    pack.change("codes:kind", title=both("theirs"))
    pack.change("list:orders", title=both("newer"))
    report = put(still, pack)
    assert set(report.published) == {"list:orders", "pack:workshop"}
    assert report.drafted == ["codes:kind"]
    with still.read(OWNER) as tx:
        assert tx.library.get("codes:kind").body["title"]["en"] == "ours"
        assert tx.library.get("list:orders").body["title"]["en"] == "newer"
        assert draft(tx, "codes:kind").body["title"]["en"] == "theirs"
    again = put(still, pack)
    assert (again.published, again.drafted) == ([], [])


def test_what_only_we_changed_stays(still: Storage, pack: Pack) -> None:
    put(still, pack)
    with still.write(OWNER, BY_HAND) as tx:
        publish_definitions(tx, [changed("codes:kind", title=both("ours"))])
    pack.change("list:orders", title=both("newer"))
    report = put(still, pack)
    assert "codes:kind" in report.unchanged and report.drafted == []
    with still.read(OWNER) as tx:
        assert tx.library.get("codes:kind").body["title"]["en"] == "ours"


def test_somebodys_draft_survives_an_upgrade(still: Storage, pack: Pack) -> None:
    put(still, pack)
    with still.write(OWNER, BY_HAND) as tx:
        save_draft(tx, changed("list:orders", title=both("mine")))
    pack.change("list:orders", title=both("newer"))
    assert "list:orders" in put(still, pack).published
    with still.read(OWNER) as tx:
        assert draft(tx, "list:orders").body["title"]["en"] == "mine"


def test_a_wrong_pack_changes_nothing(still: Storage, pack: Pack) -> None:
    pack.change("list:orders", filter="nope == 1")
    with pytest.raises(Invalid) as refused:
        put(still, pack)
    assert [one.path for one in refused.value.fields] == ["list:orders#/filter"]
    with still.read(OWNER) as tx:
        assert list(tx.library) == [] and counts(tx) == (0, 0, 0, 0)


def test_who_binds_connections_is_told(
    still: Storage, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(packs_module, "_after", [])
    packs_module.bind_after_install(lambda tx, manifest: told.append(manifest.ref))
    put(still, pack)
    assert told == ["pack:workshop"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("x.codes.json", "{", Malformed),
        ("x.codes.json", '{"kind": "codes", "id": "y"}', Malformed),
        ("x.form.json", '{"kind": "codes", "id": "x"}', Malformed),
        ("x.codes.json", b"\xff\xfe", Malformed),
    ],
)
def test_a_file_that_cannot_be_read(
    pack: Pack, name: str, text: str | bytes, problem: type[Exception]
) -> None:
    content = text if isinstance(text, bytes) else text.encode()
    (pack.folder / name).write_bytes(content)
    with pytest.raises(problem):
        read_pack(pack.folder)


def test_a_folder_without_a_pack(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_pack(tmp_path)


def test_demonstration_data_is_no_definition(pack: Pack) -> None:
    (pack.folder / "demo").mkdir()
    (pack.folder / "demo" / "data.json").write_text("[]")
    manifest, definitions = read_pack(pack.folder)
    assert manifest.ref == "pack:workshop" and len(definitions) == len(pack.bodies)
