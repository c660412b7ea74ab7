"""All field types by id."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from dougong.platform.fields.field_type import FieldType

SHIPPED = ("text", "integer", "decimal", "quantity", "money", "date", "datetime", "choice",
           "boolean", "link", "person", "readings", "lines", "files")  # fmt: skip

_types: dict[str, FieldType] = {}


def register(field_type: FieldType) -> None:
    """Add a field type; ValueError when its id is taken."""
    if field_type.id in _types:
        raise ValueError(f"field type {field_type.id} exists already")
    _types[field_type.id] = field_type


def field_types() -> Mapping[str, FieldType]:
    """Every field type."""
    return _types


def field_type(id: str) -> FieldType:
    """The field type; KeyError if there is none."""
    return _types[id]


for _name in SHIPPED:
    _module = import_module(f"dougong.platform.fields.types.{_name}")
    _found = [
        c
        for c in vars(_module).values()
        if isinstance(c, type) and c.__module__ == _module.__name__
    ]
    register(next(c for c in _found if issubclass(c, FieldType))())
