"""`/api/openapi.json`: the API with every published form."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from dougong.platform.definitions import Form, Library
from dougong.platform.storage import System, Transaction
from dougong.platform.texts import pick
from dougong.platform.web import Ask

router = APIRouter()
_SIGNED = (
    'Signed where the form asks for it: send `"signature": {"password": "…"}` beside the fields.'
)
_PROBLEM = {
    "type": "object",
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "rule": {"type": "string"},
                },
            },
        },
    },
}


@router.get("/openapi.json")
def openapi(asked: Ask) -> Response:
    """OpenAPI 3.1 of the API as the actor may use it: one schema and set of paths for each form."""
    app = asked.request.app
    with asked.reading() as tx:
        whole = get_openapi(title="Dougong", version="1", routes=app.routes)
        whole["paths"] = {path: one for path, one in whole["paths"].items() if _of_api(path)}
        schemas = whole.setdefault("components", {}).setdefault("schemas", {})
        schemas["Problem"] = _PROBLEM
        whole["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        whole["security"] = [{"token": []}]
        for form in _forms(tx):
            schemas[form.id] = record_schema(tx.library, form, tx.actor.rights.of(form.id).hidden)
            whole["paths"] |= _paths(form, tx.actor.language)
    return JSONResponse(whole)


def _of_api(path: str) -> bool:
    return path.startswith("/api/") and not path.startswith("/api/records/")


def _forms(tx: Transaction) -> list[Form]:
    every = (tx.library.form(one.id) for one in tx.library.all("form"))
    return [form for form in every if tx.actor.rights.may("read", form.id)]


def record_schema(library: Library, form: Form, hidden: frozenset[str]) -> dict[str, Any]:
    """The JSON Schema of a form's records; fields nobody may set are `readOnly`."""
    system = {name: {"readOnly": True} for name in System.__dataclass_fields__}
    own = {
        field.id: _field_schema(form, field.id)
        for field in form.fields.values()
        if field.id not in hidden
    }
    needed = [f.id for f in form.fields.values() if f.required and not f.read_only and f.id in own]
    found = {"type": "object", "properties": {**system, **own}}
    return {**found, "required": needed} if needed else found


def _field_schema(form: Form, id: str) -> dict[str, Any]:
    field = form.fields[id]
    schema = {"title": pick(field.title, "en"), **field.kind.json_schema(field.body)}
    if field.type == "lines":
        rows = form.lines[id]
        inside = {one: _field_schema(rows, one) for one in rows.fields}
        schema["items"] = {"type": "object", "properties": {"id": {"type": "string"}, **inside}}
    return {**schema, "readOnly": True} if field.read_only else schema


def _paths(form: Form, language: str) -> dict[str, Any]:
    title = pick(form.title, language)
    one = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    found: dict[str, Any] = {
        f"/api/records/{form.id}": {
            "get": _call(form, f"{title}: list", query=True),
            "post": _call(form, f"{title}: create", body=True),
        },
        f"/api/records/{form.id}/{{id}}": {
            "parameters": [one],
            "get": _call(form, f"{title}: read"),
            "patch": _call(form, f"{title}: change", body=True),
            "delete": {
                "summary": f"{title}: delete",
                "responses": {"204": {"description": "done"}},
            },
        },
    }
    for step in form.transitions.values():
        path = f"/api/records/{form.id}/{{id}}/actions/{step.id}"
        words = f"{title}: {pick(step.title, language)}"
        call = _call(form, words, body=True)
        if step.meaning is not None:
            call["description"] = _SIGNED
        found[path] = {"parameters": [one], "post": call}
    return found


def _call(form: Form, summary: str, body: bool = False, query: bool = False) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{form.id}"}}}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: dict[str, Any] = {
        "summary": summary,
        "tags": [form.id],
        "responses": {
            "200": {"description": "the record", "content": content},
            "default": {"description": "a problem", "content": problem},
        },
    }
    if body:
        found["requestBody"] = {"content": content}
    if query:
        names = ("filter", "sort", "search", "limit", "cursor")
        found["parameters"] = [
            {"name": name, "in": "query", "schema": {"type": "string"}} for name in names
        ]
    return found
