"""Line items that split a quantity name fields of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Form

_TYPES = {"quantity": "quantity", "by": "choice"}


def check_share(rows: Form, share: Any, scope: CheckScope) -> None:
    """What is split is a quantity; the rows have a quantity and a choice of these names."""
    found = scope.at("of").expression(share.get("of"))
    if found is not None and found.kind not in ("quantity", "empty"):
        scope.at("of").report("type", N_("A quantity is needed here"))
    for part, type_ in _TYPES.items():
        field = rows.fields.get(str(share.get(part)))
        if field is None:
            words = N_("There is no field “{field}” here")
            scope.at(part).report("unknown_field", words, field=str(share.get(part)))
        elif field.type != type_:
            words = N_("“{field}” cannot stand here: it is of the type {type}")
            scope.at(part).report("type", words, field=field.id, type=field.type)
