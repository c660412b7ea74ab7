"""Line items that split a quantity name fields of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.row_fields import check_row_field
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Form


def check_share(rows: Form, share: Any, scope: CheckScope) -> None:
    """What is split is a quantity; the rows have a quantity and a choice of these names."""
    found = scope.at("of").expression(share.get("of"))
    if found is not None and found.kind not in ("quantity", "empty"):
        scope.at("of").report("type", N_("A quantity is needed here"))
    check_row_field(rows, share.get("quantity"), ("quantity",), scope.at("quantity"))
    check_row_field(rows, share.get("by"), ("choice",), scope.at("by"))
