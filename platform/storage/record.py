"""A record in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class System:
    """The system columns every form's table has."""

    id: str
    state: str
    form_revision: int
    created_at: datetime
    changed_at: datetime
    change_no: int = 1
    number: str | None = None
    site: str | None = None
    owner: str | None = None
    created_by: str | None = None
    changed_by: str | None = None
    voided_at: datetime | None = None
    voided_by: str | None = None
    void_reason: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Column values by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True)
class Record:
    """`values` holds a record value per field; line items are lists of mappings with `id`."""

    form: str
    system: System
    values: Mapping[str, Any]

    @property
    def id(self) -> str:
        return self.system.id

    @property
    def state(self) -> str:
        return self.system.state

    @property
    def voided(self) -> bool:
        return self.system.voided_at is not None

    def all(self) -> dict[str, Any]:
        """System columns and fields together."""
        return {**self.system.as_dict(), **self.values}

    def with_(
        self, system: System | None = None, values: Mapping[str, Any] | None = None
    ) -> Record:
        """The same record with other columns or values."""
        return replace(
            self, system=system or self.system, values=self.values if values is None else values
        )
