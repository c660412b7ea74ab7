"""The strip, the panels, the banners and the marks of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.definitions.checks.asked import check_asked
from dougong.platform.definitions.checks.ids import check_once
from dougong.platform.definitions.checks.texts import check_placeholders
from dougong.platform.expressions import ExpressionError, Scope, Type, check
from dougong.platform.texts import N_

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope
    from dougong.platform.definitions.views import Form

_CONTENTS = ("list", "facts", "banner")
_OF_LISTS = ("where", "columns", "limit", "empty")
_INDEXED = frozenset(["id", "number", "state", "created_at"])


def check_beside(form: Form, body: Mapping[str, Any], scope: CheckScope) -> None:
    """Facts that are fields, panels that hold one thing each, conditions about the right record."""
    _check_facts(form, body.get("strip", []), scope.at("strip"))
    seen: set[str] = set()
    for index, panel in enumerate(body.get("panels", [])):
        here = scope.at("panels", index)
        check_once(str(panel.get("id")), seen, here.at("id"))
        _check_panel(form, panel, here)
    _check_marks(form, body.get("marks", []), scope.at("marks").about(form.id))


def _check_marks(form: Form, marks: Iterable[Mapping[str, Any]], scope: CheckScope) -> None:
    """Lists ask for them by the hundred, so the database answers."""
    seen: set[str] = set()
    for index, mark in enumerate(marks):
        here = scope.at(index)
        check_once(str(mark.get("id")), seen, here.at("id"))
        check_asked(mark.get("if"), Type("boolean"), here.at("if"))


def _check_facts(form: Form, ids: Iterable[Any], scope: CheckScope) -> None:
    for index, id in enumerate(ids):
        field = form.fields.get(str(id))
        if field is None or field.type == "lines":
            words = N_("“{field}” is no field of one value of this form")
            scope.at(index).report("unknown_field", words, field=str(id))


def _check_panel(form: Form, panel: Mapping[str, Any], scope: CheckScope) -> None:
    held = [key for key in _CONTENTS if key in panel]
    if len(held) != 1:
        scope.report("panel", N_("A panel says one of: {keys}"), keys=", ".join(_CONTENTS))
        return
    if "title" not in panel and "banner" not in panel:
        scope.report("panel", N_("A panel of records or facts needs a title"))
    for key in _OF_LISTS if held[0] != "list" else ():
        if key in panel:
            scope.at(key).report("panel", N_("Only a panel with a list has “{key}”"), key=key)
    _check_facts(form, panel.get("facts", []), scope.at("facts"))
    if "banner" in panel:
        here = scope.at("banner").about(form.id)
        if "if" in panel["banner"]:
            here.at("if").condition(panel["banner"]["if"])
        check_placeholders(panel["banner"].get("text"), here.at("text"))
    if "list" in panel:
        _check_list(form, panel, scope)


def _check_list(form: Form, panel: Mapping[str, Any], scope: CheckScope) -> None:
    found = scope.library.find(str(panel["list"]))
    target = scope.known_form(found.body.get("form")) if found else None
    if target is None:
        return
    here = scope.about(target)
    for index, column in enumerate(panel.get("columns", [])):
        here.at("columns", index).expression(str(column))
    if "where" in panel:
        names = {"holder": Type("link", form.id, optional=False)}
        here.at("where").with_names(names).condition(panel["where"])
        _check_reach(scope.library.form(target), panel["where"], names, here.at("where"))


def _check_reach(target: Form, source: Any, names: Mapping[str, Type], scope: CheckScope) -> None:
    """The records are found by an index, and they have to do with the record beside them."""
    try:
        found = check(str(source), Scope(scope.library.schema, target.id, names))
    except ExpressionError:
        return  # reported already
    if not any(path[0] == "holder" for path in found.reads):
        words = N_("This asks nothing about the record itself (holder): it is the same everywhere")
        scope.report("no_holder", words, "warning")
    asked = {path[1] for path in found.reads if path[0] == "record" and len(path) > 1}
    if not any(_indexed(target, name) for name in asked):
        words = N_("No field this asks about has an index: every record would be looked at")
        scope.report("no_index", words, "warning")


def _indexed(form: Form, name: str) -> bool:
    if name in _INDEXED or any(name == group[0] for group in form.unique):
        return True
    field = form.fields.get(name)
    return field is not None and (field.type in ("link", "person") or bool(field.body.get("index")))
