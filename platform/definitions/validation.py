"""The one place where `jsonschema` is used: no reference is ever fetched, sizes are bounded."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry

from dougong.platform.definitions.walking import escape
from dougong.platform.texts import N_, Message

DEFS: Mapping[str, Any] = {
    "text": {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        "additionalProperties": {"type": "string", "minLength": 1, "maxLength": 2000},
    },
    "id": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,39}$"},
    "number": {"type": "string", "pattern": "^-?[0-9]{1,12}([.][0-9]{1,6})?$"},
    "expression": {"type": "string", "minLength": 1, "maxLength": 2000},
}


def schema_errors(schema: Mapping[str, Any], value: Any) -> Iterator[tuple[str, str, Message]]:
    """Pointer, code and message of each place where `value` does not fit `schema`."""
    for error in _validator(json.dumps(schema)).iter_errors(value):
        pointer = "".join(f"/{escape(str(part))}" for part in error.absolute_path)
        if error.validator == "additionalProperties":
            for key in sorted(set(error.instance) - set(error.schema.get("properties", {}))):
                words = Message(N_("“{key}” is not known here"), {"key": key})
                yield f"{pointer}/{escape(key)}", "unknown_property", words
        else:
            yield pointer, _code(error), _message(error)


@lru_cache(maxsize=512)
def _validator(schema: str) -> Draft202012Validator:
    whole = {**json.loads(schema), "$defs": DEFS}
    return Draft202012Validator(whole, registry=Registry())


def _code(error: ValidationError) -> str:
    return {"required": "missing", "type": "wrong_type", "enum": "wrong_value"}.get(
        str(error.validator), "schema"
    )


def _listed(error: ValidationError) -> list[str]:
    return [str(one) for one in cast(list[object], error.validator_value)]


def _message(error: ValidationError) -> Message:
    if error.validator == "required":
        present: Mapping[str, Any] = cast(Mapping[str, Any], error.instance)
        missing = [key for key in _listed(error) if key not in present]
        return Message(N_("“{key}” is missing"), {"key": ", ".join(missing)})
    if error.validator == "enum":
        allowed = ", ".join(_listed(error))
        return Message(N_("One of these is needed: {allowed}"), {"allowed": allowed})
    if error.validator == "type":
        return Message(N_("This must be of the type {type}"), {"type": str(error.validator_value)})
    if error.validator == "pattern":
        return Message(
            N_("“{value}” does not have the form asked for"), {"value": str(error.instance)[:60]}
        )
    return Message(N_("This does not fit: {why}"), {"why": error.message[:200]})
