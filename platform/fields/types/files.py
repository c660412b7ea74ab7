"""Files and photos that belong to a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, BigInteger

from dougong.platform.expressions import Type
from dougong.platform.fields.characters import storable
from dougong.platform.fields.column_spec import ColumnSpec
from dougong.platform.fields.field_error import FieldError
from dougong.platform.fields.field_type import Body, FieldType
from dougong.platform.fields.file import File
from dougong.platform.fields.media_type import ACCEPTS, media_types
from dougong.platform.problems import Problem
from dougong.platform.strict_json import parse as parse_json
from dougong.platform.texts import N_, Message, translate

MOST, MOST_MB = 50, 100
MAX_FILES, MAX_MB = 20, 10
_KEYS = {"id", "name", "type", "size"}


class FilesField(FieldType):
    """`accept` (images, documents or any), `max_files` (20 if unsaid), `max_mb` of each (10 if unsaid).

    The value is a tuple of `File`, None when there is none. How many stands in a column of its own:
    by it files are filtered and sorted.
    """

    id = "files"
    title = {"zh": "附件与照片", "en": "Files and photos"}
    schema = {
        "accept": {"enum": list(ACCEPTS)},
        "max_files": {"type": "integer", "minimum": 1, "maximum": MOST},
        "max_mb": {"type": "integer", "minimum": 1, "maximum": MOST_MB},
    }

    def expression_type(self, field: Body) -> Type:
        return Type("files")

    def columns(self, field: Body) -> tuple[ColumnSpec, ...]:
        return (ColumnSpec("_count", BigInteger()), ColumnSpec("", JSON(none_as_null=True)))

    def parse(self, field: Body, raw: Any, lenient: bool = False) -> object:
        """Ids, or what an upload answered; a page sends the list as a text. Twice the same is once."""
        if lenient and isinstance(raw, str):
            raw = _written(raw)
        if not isinstance(raw, list):
            raise _unreadable()
        found = tuple({one.id: one for one in map(_file, raw)}.values())
        limit = field.get("max_files", MAX_FILES)
        if len(found) > limit:
            raise FieldError(Message(N_("At most {limit} files"), {"limit": limit}), "too_long")
        for one in found:
            _check(field, one)
        return found or None

    def json_schema(self, field: Body) -> dict[str, Any]:
        text = {"type": "string"}
        properties = {"id": text, "name": text, "type": text, "size": {"type": "integer"}}
        described = {"type": "object", "properties": properties, "required": ["id"]}
        words = "Ids of uploads (POST /api/files), in their order; answers describe each."
        return {"type": "array", "items": {"anyOf": [text, described]}, "description": words}

    def to_row(self, field: Body, value: Any) -> dict[str, Any]:
        listed = self.to_json(field, value)
        return {field["id"]: listed, f"{field['id']}_count": len(listed) if listed else None}

    def from_row(self, field: Body, row: Mapping[str, Any]) -> Any:
        listed = row[field["id"]]
        return tuple(File.of(one) for one in listed) if listed else None

    def to_json(self, field: Body, value: Any) -> Any:
        return [one.to_json() for one in value] if value else None

    def show(self, field: Body, value: Any, language: str) -> str:
        return counted(value, language) if value else ""


def counted(files: tuple[File, ...], language: str) -> str:
    """How many there are, in words: photos where all of them are."""
    n, photos = len(files), all(one.image for one in files)
    if n == 1:
        return translate(N_("1 photo") if photos else N_("1 file"), language)
    return translate(N_("{n} photos") if photos else N_("{n} files"), language, n=n)


def _unreadable() -> FieldError:
    return FieldError(Message(N_("A list of uploaded files is needed")), "type")


def _written(text: str) -> Any:
    try:
        return parse_json(text, 4) if text.strip() else []
    except Problem:
        raise _unreadable() from None


def _file(raw: Any) -> File:
    body = {"id": raw} if isinstance(raw, str) else raw
    if not isinstance(body, Mapping) or not set(body) <= _KEYS or "id" not in body:
        raise _unreadable()
    id, name, type_ = (body.get(key) for key in ("id", "name", "type"))
    size: Any = body.get("size")
    texts = ((id, 36), (name or "", 255), (type_ or "", 100))
    if not all(isinstance(one, str) and len(one) <= most and storable(one) for one, most in texts):
        raise _unreadable()
    if not id or isinstance(size, bool) or not isinstance(size or 0, int) or (size or 0) < 0:
        raise _unreadable()
    return File(str(id), str(name or ""), str(type_ or ""), int(size or 0))


def _check(field: Body, one: File) -> None:
    """What is known of a file fits the field; by its id alone nothing is known yet."""
    kinds = media_types(field.get("accept", "any"))
    if one.type and one.type not in {kind.id for kind in kinds}:
        words = {"images": N_("“{name}” is no picture"), "documents": N_("“{name}” is no document")}
        other = N_("“{name}” is of a kind that is not taken here")
        msgid = words.get(str(field.get("accept")), other)
        raise FieldError(Message(msgid, {"name": one.name}), "accept")
    limit = field.get("max_mb", MAX_MB)
    if one.size > limit * 1_000_000:
        words_ = N_("“{name}” is larger than {limit} MB")
        raise FieldError(Message(words_, {"name": one.name, "limit": limit}), "too_large")
