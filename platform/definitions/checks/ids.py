"""Ids: once each, and no word that means something already."""

from __future__ import annotations

from keyword import kwlist
from typing import TYPE_CHECKING

from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope

# Python's own words too: its parser reads the expressions.
RESERVED = frozenset(
    [
        *kwlist,
        "id",
        "number",
        "state",
        "form_revision",
        "change_no",
        "csrf",
        "site",
        "owner",
        "created_at",
        "created_by",
        "changed_at",
        "changed_by",
        "voided_at",
        "voided_by",
        "void_reason",
        "record",
        "parent",
        "position",
        "old",
        "me",
        "true",
        "false",
        "empty",
        "and",
        "or",
        "not",
        "in",
        "if",
        "else",
        "event",
        "current",
        "holder",
        "proposed",
        "outer",
        "lines_of",
        "none",
        "null",
        "user",
        "select",
        "from",
        "where",
        "group",
        "order",
        "table",
    ]
)


def check_id(id: str, seen: set[str], scope: CheckScope) -> None:
    """The id of a field: not reserved, and once among `seen`, to which it is added."""
    if id in RESERVED:
        scope.report("reserved_word", N_("“{id}” is a reserved word: choose another id"), id=id)
    check_once(id, seen, scope)


def check_once(id: str, seen: set[str], scope: CheckScope) -> None:
    """The id stands once among `seen`, to which it is added."""
    if id in seen:
        scope.report("duplicate_id", N_("The id “{id}” stands twice: ids must be unique"), id=id)
    seen.add(id)
