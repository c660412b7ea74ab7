"""Files that are sent out: nothing in them may act on the page or be taken for another kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import StreamingResponse

from dougong.platform.files import Found, content, file_for
from dougong.platform.web.asked import Asked

_PIECE = 1 << 16


def download(asked: Asked, id: str, size: str = "", save: bool = False) -> Response:
    """A file somebody may see: pictures to be looked at, everything else (or with `save`) to be saved.

    Asked again each time whether they still may; then the browser's copy serves. Raises NotFound.
    """
    with asked.reading() as tx:
        found = file_for(tx, id, size)
        headers = _headers(found, save)
        if headers["ETag"] in asked.request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        file = content(tx, found)
    length = file.seek(0, 2)
    file.seek(0)
    headers["Content-Length"] = str(length)
    return StreamingResponse(_pieces(file), 200, headers, found.media_type)


def _headers(found: Found, save: bool) -> dict[str, str]:
    shown = "inline" if found.file.image and not save else "attachment"
    plain = found.file.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    encoded = quote(found.file.name, safe="")
    return {
        "Content-Disposition": f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{encoded}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "ETag": f'"{found.key}"',
    }


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(_PIECE):
            yield piece
