"""What a field of files takes, for its control."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dougong.platform.definitions import Field
from dougong.platform.fields import FieldError, File, media_types
from dougong.platform.fields.types.files import MAX_FILES, MAX_MB


@dataclass(frozen=True)
class Takes:
    """`accept` as browsers read it; `files` are those in the control now, saved or not."""

    accept: str
    images: bool
    max_files: int
    max_mb: int
    files: tuple[File, ...]


def takes_of(field: Field, value: Any, typed: Any) -> Takes | None:
    """What the field takes, None for other types; `typed` is what a page sent before."""
    if field.type != "files":
        return None
    body: Mapping[str, Any] = field.body
    accept = str(body.get("accept", "any"))
    kinds = [f".{one}" for kind in media_types(accept) for one in kind.extensions]
    names = ["image/jpeg", "image/png", "image/webp", "image/gif"] if accept == "images" else kinds
    limits = int(body.get("max_files", MAX_FILES)), int(body.get("max_mb", MAX_MB))
    return Takes(",".join(names), accept == "images", *limits, _files(field, value, typed))


def _files(field: Field, value: Any, typed: Any) -> tuple[File, ...]:
    if not isinstance(typed, str):
        return value or ()
    try:
        found: Any = field.kind.parse({"max_files": 50, "max_mb": 100}, typed, lenient=True)
    except FieldError:
        return value or ()
    return found or ()
