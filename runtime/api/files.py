"""`/api/files`: files are sent before the record that will hold them, and fetched by its rights."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from dougong.platform.files import Prepared, receive
from dougong.platform.problems import Malformed
from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, Message
from dougong.platform.web import Answer, Ask, Asked, Upload, Uploads, download, write
from dougong.runtime.records import files_field, prepared

router = APIRouter(prefix="/files")
Named = Annotated[str, Query(max_length=500)]
For = Annotated[str | None, Query(alias="for", max_length=200)]


@router.post(
    "",
    openapi_extra={
        "requestBody": {
            "content": {
                "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
                "multipart/form-data": {
                    "schema": {
                        "type": "object",
                        "properties": {"file": {"type": "string", "format": "binary"}},
                    }
                },
            }
        }
    },
    status_code=201,
)
def send_file(asked: Ask, uploads: Uploads, field: For = None, name: Named = "") -> Response:
    """Send one file: the body itself, called `name`, or the part `file` of a form. `for` names the
    field it is meant for (`visit.photos`, `visit.lines.photos`), whose limits then hold at once.

    The answer is an item for the field: `{id, name, type, size}`. Whoever sent the file puts it into a
    record within a day.
    """
    if len(uploads) != 1:
        raise Malformed(Message(N_("Send one file at a time")))
    found = _prepared(asked, uploads[0], field)

    def work(tx: Transaction) -> Answer:
        file = receive(tx, found)
        return Answer(201, file.to_json(), {"Location": f"/api/files/{file.id}"})

    return write(asked, work)


def _prepared(asked: Asked, upload: Upload, target: str | None) -> Prepared:
    form, _, path = (target or "").partition(".")
    field = None
    if form:
        with asked.reading() as tx:
            field = files_field(tx, form, path)
    return prepared(upload.file, upload.name, upload.media_type, field, path or "file")


@router.get("/{id}")
def fetch_file(
    asked: Ask, id: str, size: Literal["", "small", "large"] = "", save: bool = False
) -> Response:
    """A file: what is not in a record yet for who sent it, else for those who may see the field of a
    record that holds it. `size` gives a picture made small."""
    return download(asked, id, size, save)
