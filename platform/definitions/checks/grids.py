"""Line items shown as a grid name fields of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dougong.platform.fields import GRID_PARTS
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Form


def check_grid(rows: Form, grid: Any, scope: CheckScope) -> None:
    """Every name is a field of the rows, of a type that can stand there."""
    for part, types in GRID_PARTS.items():
        named = grid.get(part)
        if isinstance(named, list):
            for index, id in enumerate(named):
                _check_named(rows, id, types, scope.at(part, index))
        elif named is not None:
            _check_named(rows, named, types, scope.at(part))


def _check_named(rows: Form, id: Any, types: tuple[str, ...], scope: CheckScope) -> None:
    field = rows.fields.get(str(id))
    if field is None:
        scope.report("unknown_field", N_("There is no field “{field}” here"), field=str(id))
    elif (types and field.type not in types) or (not types and field.type == "readings"):
        words = N_("“{field}” cannot stand here: it is of the type {type}")
        scope.report("type", words, field=field.id, type=field.type)
