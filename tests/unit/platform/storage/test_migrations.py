"""The migrated tables are those the classes describe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

import dougong.platform.storage.platform_tables  # noqa: F401 - fills the metadata
from dougong.platform.storage import Storage
from tests.unit.platform.conftest import OWNER


def _ours(_: Any, name: str | None, kind: str, *__: Any) -> bool:
    return kind != "table" or not (name or "").startswith("f_")


def test_nothing_differs(storage: Storage) -> None:
    options = {"compare_type": True, "include_object": _ours}
    with storage.engine.connect() as connection, connection.begin():
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_comparison_would_see_a_difference(storage: Storage) -> None:
    with storage.engine.connect().execution_options(dougong_write=True) as connection:
        with connection.begin():
            connection.exec_driver_sql("ALTER TABLE site ADD COLUMN colour VARCHAR(5)")
        with connection.begin():
            context = MigrationContext.configure(connection, opts={"include_object": _ours})
            (found,) = compare_metadata(context, SQLModel.metadata)
            assert found[0] == "remove_column"


def test_migrating_again_does_nothing(storage: Storage) -> None:
    assert storage.at_head()
    storage.migrate()
    assert storage.at_head()
    with storage.read(OWNER) as tx:
        assert tx.library.revision_no == 0


def test_a_fresh_file_is_not_at_head_until_it_is_migrated(tmp_path: Path) -> None:
    storage = Storage(f"sqlite:///{tmp_path / 'deeper' / 'new.sqlite'}")
    try:
        assert not storage.at_head()
        storage.migrate()
        assert storage.at_head()
        assert "audit" in inspect(storage.engine).get_table_names()
    finally:
        storage.close()
