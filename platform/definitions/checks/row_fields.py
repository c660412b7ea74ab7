"""Parts of line items that name fields of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Form


def check_row_field(rows: Form, id: Any, types: tuple[str, ...], scope: CheckScope) -> None:
    """`id` is a field of the rows, of one of `types` (none: any that is shown in words)."""
    field = rows.fields.get(str(id))
    if field is None:
        scope.report("unknown_field", N_("There is no field “{field}” here"), field=str(id))
    elif (types and field.type not in types) or (not types and field.type == "readings"):
        words = N_("“{field}” cannot stand here: it is of the type {type}")
        scope.report("type", words, field=field.id, type=field.type)
