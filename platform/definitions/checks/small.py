"""Kinds whose check is short: codes, roles, lists, calendars, notifications, packs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dougong.platform.definitions.checks.boards import check_board
from dougong.platform.definitions.checks.texts import check_placeholders
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.definition import Definition


def check_codes(definition: Definition, scope: CheckScope) -> None:
    """Ids once each; only units have decimals."""
    seen: set[str] = set()
    for index, item in enumerate(definition.body.get("items", [])):
        id = str(item.get("id"))
        if id in seen:
            scope.at("items", index, "id").report(
                "duplicate_id", N_("The id “{id}” stands twice: ids must be unique"), id=id
            )
        seen.add(id)
        if "places" in item and not definition.body.get("units"):
            scope.at("items", index, "places").report(
                "no_units", N_("Only units of measure have decimals: these codes are none")
            )


def check_role(definition: Definition, scope: CheckScope) -> None:
    """Row conditions and field lists fit their form; the menu names entries of the navigation."""
    _check_menu(definition.body.get("menu", []), scope)
    for index, body in enumerate(definition.body.get("rights", [])):
        form = scope.known_form(body.get("form"))
        if form is None:
            continue
        here = scope.at("rights", index).about(form)
        if "if" in body:
            here.at("if").condition(body["if"], refuses=True)
        for key in ("hidden", "read_only"):
            for position, id in enumerate(body.get(key, [])):
                if id not in scope.library.form(form).fields:
                    here.at(key, position).report(
                        "unknown_field", N_("There is no field “{field}” here"), field=str(id)
                    )


def _check_menu(menu: Iterable[object], scope: CheckScope) -> None:
    packs = scope.library.all("pack")
    known = {one.get("id") for pack in packs for one in pack.body.get("navigation", [])}
    for index, id in enumerate(menu):
        if id not in known:
            scope.at("menu", index).report(
                "unknown_entry",
                N_("No pack has an entry “{id}” in its navigation"),
                "warning",
                id=str(id),
            )


def check_list(definition: Definition, scope: CheckScope) -> None:
    """Columns, filter, sorting and the board fit the form."""
    form = scope.known_form(definition.body.get("form"))
    if form is None:
        return
    here = scope.about(form)
    for index, column in enumerate(definition.body.get("columns", [])):
        here.at("columns", index).expression(str(column))
    if "filter" in definition.body:
        here.at("filter").condition(definition.body["filter"])
    for index, key in enumerate(definition.body.get("sort", [])):
        found = here.at("sort", index).expression(str(key).removeprefix("-"))
        if found is not None and found.kind == "readings":
            words = N_("“{field}” has no order: it cannot be unique, indexed or sorted by")
            here.at("sort", index).report("no_order", words, field=str(key).removeprefix("-"))
    if "board" in definition.body:
        check_board(definition.body["board"], here.at("board"))


def check_calendar(definition: Definition, scope: CheckScope) -> None:
    """A known time zone, hours that end after they begin."""
    try:
        ZoneInfo(str(definition.body.get("timezone")))
    except (ZoneInfoNotFoundError, ValueError):
        scope.at("timezone").report("timezone", N_("There is no such time zone"))
    for index, body in enumerate(definition.body.get("week", [])):
        if str(body.get("from")) >= str(body.get("to")):
            scope.at("week", index, "to").report("hours", N_("Work must end after it begins"))


def check_notification(definition: Definition, scope: CheckScope) -> None:
    """Every `{{field}}` of its texts exists."""
    form = scope.known_form(definition.body.get("form"))
    if form is None:
        return
    for key in ("subject", "body"):
        check_placeholders(definition.body.get(key), scope.about(form).at(key))


def check_pack(definition: Definition, scope: CheckScope) -> None:
    """Each interface is bound once."""
    bound: set[str] = set()
    for index, body in enumerate(definition.body.get("connections", [])):
        if body.get("interface") in bound:
            scope.at("connections", index).report(
                "duplicate_id",
                N_("The id “{id}” stands twice: ids must be unique"),
                id=str(body.get("interface")),
            )
        bound.add(str(body.get("interface")))
