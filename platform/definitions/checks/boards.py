"""Boards: cards in columns, each found by one query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.asked import check_asked
from dougong.platform.definitions.checks.ids import check_once
from dougong.platform.expressions import Type

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope


def check_board(board: Mapping[str, Any], scope: CheckScope) -> None:
    """What cards show is there; what decides about them can be asked of the database."""
    scope.at("title").expression(board.get("title"))
    for index, path in enumerate(board.get("facts", [])):
        scope.at("facts", index).expression(path)
    check_asked(board.get("since"), Type("datetime"), scope.at("since"))
    for key in ("late", "first"):
        check_asked(board.get(key), Type("boolean"), scope.at(key))
    seen: set[str] = set()
    for index, column in enumerate(board.get("columns", [])):
        here = scope.at("columns", index)
        check_once(str(column.get("id")), seen, here.at("id"))
        check_asked(column.get("if"), Type("boolean"), here.at("if"))
