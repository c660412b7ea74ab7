"""A database column a field needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.types import TypeEngine


@dataclass(frozen=True)
class ColumnSpec:
    """Column `<field id><suffix>`; `references`: form or `form.lines` whose id it holds."""

    suffix: str
    type: TypeEngine[Any]
    references: str | None = None
