"""Line items shown as a grid name fields of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.row_fields import check_row_field
from dougong.platform.fields import GRID_PARTS

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Form


def check_grid(rows: Form, grid: Any, scope: CheckScope) -> None:
    """Every name is a field of the rows, of a type that can stand there."""
    for part, types in GRID_PARTS.items():
        named = grid.get(part)
        if isinstance(named, list):
            for index, id in enumerate(named):
                check_row_field(rows, id, types, scope.at(part, index))
        elif named is not None:
            check_row_field(rows, named, types, scope.at(part))
