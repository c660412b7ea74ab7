"""The kinds of files there are: what is not listed is not taken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MediaType:
    """`id` as the web writes it; `extensions` without the dot; `group`: images, documents, others."""

    id: str
    extensions: tuple[str, ...]
    group: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = (
    MediaType("image/jpeg", ("jpg", "jpeg"), "images"),
    MediaType("image/png", ("png",), "images"),
    MediaType("image/webp", ("webp",), "images"),
    MediaType("image/gif", ("gif",), "images"),
    MediaType("application/pdf", ("pdf",), "documents"),
    MediaType(f"{_OFFICE}.wordprocessingml.document", ("docx",), "documents"),
    MediaType(f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",), "documents"),
    MediaType(f"{_OFFICE}.presentationml.presentation", ("pptx",), "documents"),
    MediaType("application/msword", ("doc",), "documents"),
    MediaType("application/vnd.ms-excel", ("xls",), "documents"),
    MediaType("application/vnd.ms-powerpoint", ("ppt",), "documents"),
    MediaType("text/plain", ("txt",), "documents"),
    MediaType("text/csv", ("csv",), "documents"),
    MediaType("image/vnd.dwg", ("dwg",), "others"),
    MediaType("image/vnd.dxf", ("dxf",), "others"),
    MediaType("model/step", ("step", "stp"), "others"),
    MediaType("video/mp4", ("mp4",), "others"),
    MediaType("video/quicktime", ("mov",), "others"),
)
ACCEPTS = ("images", "documents", "any")


def media_types(accept: str) -> tuple[MediaType, ...]:
    """The kinds a field takes that accepts `images`, `documents` or `any`."""
    return tuple(one for one in MEDIA_TYPES if accept in ("any", one.group))
