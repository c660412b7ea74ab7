"""Records, nodes and values as steps name them: what the checker can know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dougong.platform.definitions import CheckScope, Definition, Field, Form, flows_of, people_of
from dougong.platform.expressions import Type
from dougong.platform.fields import FieldError
from dougong.platform.texts import N_
from dougong.runtime.flows.instances import types_in

VALUES: Mapping[str, Any] = {"type": "object", "maxProperties": 200}
_UNREAD = ("link", "person", "lines")


def named_record(source: Any, scope: CheckScope) -> str | None:
    """The form of the record an expression names; a finding when it names none."""
    found = scope.expression(source)
    if found is None:
        return None
    if found.kind != "link" or found.form in (None, "user"):
        scope.report("type", N_("A record is needed here"))
        return None
    return found.form


def check_raw(raw: Any, form: Form, scope: CheckScope, strict: bool) -> None:
    """Values a person would send: known fields, known names, formulas that are right; `strict`:
    single values that fit their fields too. A row that is there already is named by its `id`."""
    for key, value in (raw if isinstance(raw, Mapping) else {}).items():
        here, field = scope.at(key), form.fields.get(key)
        if field is None and key == "id" and "." in form.id:
            _check_row(value, here)
        elif field is None:
            words = N_("{form} has no field “{field}”")
            here.report("unknown_field", words, form=form.id, field=str(key))
        elif field.type == "lines":
            for index, row in enumerate(value if isinstance(value, list) else ()):
                check_raw(row, form.lines[field.id], here.at(index), strict)
        else:
            _check_value(value, field, here, strict)


def _check_value(value: Any, field: Field, scope: CheckScope, strict: bool) -> None:
    if isinstance(value, Mapping) and set(value) == {"="}:
        scope.at("=").expression(value["="])
    elif isinstance(value, str) and value.startswith("@"):
        (_check_person if field.type == "person" else _check_name)(value[1:], scope)
    elif field.type == "link":
        _check_found(value, field, scope)
    elif field.type == "choice" and isinstance(value, str) and strict:
        if value not in scope.library.codes(str(field.body["options"])):
            scope.report("option", N_("“{value}” is not one of the options"), value=value)
    elif strict and field.type not in _UNREAD and value is not None:
        try:
            field.kind.parse(field.body, value)
        except FieldError as error:
            scope.add(error.code, error.message)


def _check_found(value: Any, field: Field, scope: CheckScope) -> None:
    """A record looked up by one of its fields: `{"code": "S-001"}`."""
    target = scope.library.form(str(field.body["to"]))
    for key in value if isinstance(value, Mapping) else ():
        if key not in (*target.fields, "id", "number"):
            words = N_("{form} has no field “{field}”")
            scope.at(key).report("unknown_field", words, form=target.id, field=str(key))


def _check_row(value: Any, scope: CheckScope) -> None:
    if isinstance(value, str) and value.startswith("@"):
        _check_name(value[1:], scope)


def _check_person(login: str, scope: CheckScope) -> None:
    people = people_of(scope.library, scope.definition)
    known = scope.library.find(login) if login.startswith("role:") else people.get(login)
    if known is None:
        words = N_("The scenario has no person “{name}”: name one of its people or a role")
        scope.report("unknown_person", words, name=login)


def _check_name(path: str, scope: CheckScope) -> None:
    name, _, rest = path.partition(".")
    known = scope.names.get(name)
    if known is None:
        words = N_("No step before this one names a record “{name}”")
        scope.report("unknown_name", words, name=name)
    elif rest and rest.split(".")[0] not in scope.library.form(str(known.form)).lines:
        words = N_("{form} has no field “{field}”")
        scope.report("unknown_field", words, form=str(known.form), field=rest.split(".")[0])


def record_type(form: str | None) -> Type | None:
    """The type of the name a step gives."""
    return Type("link", form, optional=False) if form else None


def nodes_of(flow: Definition, part: Any = None) -> Iterator[Mapping[str, Any]]:
    """Every node of a flow, wherever it stands."""
    part = flow.body if part is None else part
    if isinstance(part, Mapping):
        if "do" in part and "id" in part:
            yield part
        part = list(part.values())
    for one in part if isinstance(part, list) else ():
        yield from nodes_of(flow, one)


def node_named(id: Any, scope: CheckScope) -> tuple[Definition, Mapping[str, Any]] | None:
    """The node a step means, in one of the scenario's flows; a finding when there is none."""
    flows = flows_of(scope.library, scope.definition)
    found = [(flow, node) for flow in flows for node in nodes_of(flow) if node["id"] == id]
    if not found:
        titles = ", ".join(flow.ref for flow in flows)
        words = N_("There is no node “{name}” in {flows}")
        scope.report("unknown_node", words, name=str(id), flows=titles)
        return None
    if len(found) > 1:
        words = N_("Several flows have a node “{name}”: say in the scenario which flow is meant")
        scope.report("unknown_node", words, name=str(id))
    return found[0]


def form_of_task(flow: Definition, node: Mapping[str, Any], scope: CheckScope) -> str | None:
    """The form of the record the task of a node is about."""
    revision = scope.library.revision(flow.ref)
    for static, types in types_in(scope.library, flow, revision).items():
        if static.replace("!", "/").split("/")[-1] == node["id"]:
            inner = CheckScope(scope.library, scope.catalogue, flow, names=types)
            on = flow.body.get("on")
            form = str(on["form"]).removeprefix("form:") if on else None
            found = inner.about(form).expression(node.get("record"))
            return found.form if found is not None and found.kind == "link" else None
    return None
