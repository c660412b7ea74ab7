"""How alembic reaches the platform's tables."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlmodel import SQLModel

import dougong.platform.storage.platform_tables  # noqa: F401 - fills the metadata


def _ours(_: Any, name: str | None, kind: str, *__: Any) -> bool:
    # Form tables (f_…) are published, not migrated.
    return kind != "table" or not (name or "").startswith("f_")


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    include_object=_ours,
    compare_type=False,
)
with context.begin_transaction():
    context.run_migrations()
