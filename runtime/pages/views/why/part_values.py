"""The values of the parts of a formula, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dougong.platform.expressions import Money, Quantity
from dougong.platform.expressions.wording import Path
from dougong.platform.fields import field_type, grouped
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate
from dougong.runtime.pages.views.why.naming import FieldNaming
from dougong.runtime.showing import Shower, moment


class PartValues:
    """Words for what a field holds, and for what was worked out of it."""

    def __init__(self, tx: Transaction, naming: FieldNaming) -> None:
        self.tx, self.naming, self.shower = tx, naming, Shower(tx)

    def of_path(self, path: Path, value: Any) -> str:
        """What stands at the end of a path."""
        owner, name = path[-1]
        form = self.naming.form(owner)
        bare = value.get("id") if isinstance(value, Mapping) else value
        if bare is None:
            return self._t(N_("empty"))
        if form is not None and name in form.fields:
            shown = self.shower.field(form, form.fields[name], bare)
            words = f"{shown.text} {shown.unit}".rstrip()
            return words or self._t(N_("No rows"))
        if name == "state":
            return self.naming.option(owner, name, str(bare))
        return self.of(bare)

    def of(self, value: Any) -> str:
        """A value without a field."""
        if value is None:
            return self._t(N_("empty"))
        if isinstance(value, bool):
            return self._t(N_("yes") if value else N_("no"))
        if isinstance(value, int | Decimal):
            return grouped(Decimal(value))
        if isinstance(value, Quantity):
            return f"{grouped(value.value)} {self.shower.unit(value)}".rstrip()
        if isinstance(value, tuple | Money):
            kind = "readings" if isinstance(value, tuple) else "money"
            return field_type(kind).show({}, value, self.tx.actor.language)
        if isinstance(value, datetime):
            return moment(self.tx, value)
        if isinstance(value, date):
            return value.isoformat()
        return str(value)

    def _t(self, msgid: str) -> str:
        return translate(msgid, self.tx.actor.language)
