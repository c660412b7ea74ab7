"""Line items shown as a grid name fields of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.row_fields import check_row_field
from dougong.platform.fields import GRID_PARTS
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Form


_ASIDE = ("lines", "text", "files")


def check_grid(form: Form, rows: Form, grid: Any, scope: CheckScope) -> None:
    """Every name is a field of the rows, of a type that can stand there; what stands aside is one of
    the form's."""
    for index, id in enumerate(grid.get("aside", ())):
        field = form.fields.get(str(id))
        if field is None or field.type not in _ASIDE or field.read_only:
            words = N_("Line items, text or files that people fill in are needed here")
            scope.at("aside", index).report("unknown_field", words)
    for part, types in GRID_PARTS.items():
        named = grid.get(part)
        if isinstance(named, list):
            for index, id in enumerate(named):
                check_row_field(rows, id, types, scope.at(part, index))
        elif named is not None:
            check_row_field(rows, named, types, scope.at(part))
