"""Lists: views of records."""

from __future__ import annotations

from dougong.platform.definitions.checks.small import check_list
from dougong.platform.definitions.kinds.board import BOARD
from dougong.platform.definitions.kinds.kind import (
    BOOLEAN,
    Kind,
    expression,
    kind_schema,
    reference,
    strings,
)

LIST = Kind(
    "list",
    {"zh": "列表", "en": "List"},
    kind_schema(
        "list",
        {
            "form": reference("form"),
            "columns": strings(),
            "filter": expression("boolean"),
            "sort": strings(),
            "default": BOOLEAN,
            "board": BOARD,
            "roles": {"type": "array", "items": reference("role")},
        },
        ("form", "columns"),
    ),
    check_list,
)
