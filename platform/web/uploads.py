"""Files that come with a request: read piece by piece, never more than may come."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from dougong.platform.files import MOST_MB
from dougong.platform.problems import Malformed, TooLarge
from dougong.platform.texts import N_, Message
from dougong.platform.web.asked import Asked
from dougong.platform.web.upload import Upload

MULTIPART = "multipart/form-data"
MAX_FIELDS = 5000
_IN_MEMORY = 1 << 20
_MOST = MOST_MB * 1_000_000
_BESIDE = 4_000_000  # what may come beside the files: fields, heads of parts


def is_multipart(request: Request) -> bool:
    """Whether the body says that files are in it."""
    return media_type_of(request) == MULTIPART


def media_type_of(request: Request) -> str:
    """The media type of the body, without its parameters."""
    return request.headers.get("content-type", "").split(";")[0].strip().lower()


async def read_form(request: Request) -> tuple[list[tuple[str, str]], list[Upload]]:
    """Fields and files of a form. Raises Unauthenticated before anything is read; TooLarge, Malformed."""
    await run_in_threadpool(_known, request)
    stream = _limited(request, _MOST + _BESIDE)
    parser = MultiPartParser(
        request.headers, stream, max_files=50, max_fields=MAX_FIELDS, max_part_size=_BESIDE
    )
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Malformed(Message(N_("The form cannot be read"))) from None
    fields, uploads = _parts(form)
    request.state.body = await run_in_threadpool(_same, fields, uploads)
    return fields, uploads


def _parts(form: FormData) -> tuple[list[tuple[str, str]], list[Upload]]:
    fields: list[tuple[str, str]] = []
    uploads: list[Upload] = []
    for key, value in form.multi_items():
        if not isinstance(value, UploadFile):
            fields.append((key, value))
        elif value.filename or value.size:  # a control nobody put a file into sends an empty one
            type_ = (value.content_type or "").split(";")[0].strip().lower()
            uploads.append(Upload(key, value.filename or "", type_, value.file))
        else:
            value.file.close()
    return fields, uploads


async def _uploads(request: Request) -> AsyncIterator[list[Upload]]:
    """The files of a request whose body is one file, or a form with some."""
    sent = is_multipart(request)
    uploads = (await read_form(request))[1] if sent else [await _raw(request)]
    try:
        yield uploads
    finally:
        for one in uploads:
            one.file.close()


async def _raw(request: Request) -> Upload:
    await run_in_threadpool(_known, request)
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed with the request
    try:
        async for chunk in _limited(request, _MOST):
            await run_in_threadpool(file.write, chunk)
    except BaseException:
        file.close()
        raise
    named = request.query_params.get("name", "")
    upload = Upload("file", named, media_type_of(request), file)  # type: ignore[arg-type]
    request.state.body = await run_in_threadpool(_same, [], [upload])
    return upload


async def _limited(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    """The body piece by piece; raises TooLarge as soon as it is more than `most` bytes."""
    announced = request.headers.get("content-length", "0")
    too_large = TooLarge(Message(N_("At most {limit} MB can be sent"), {"limit": MOST_MB}))
    if not announced.isdigit() or int(announced) > most:
        raise too_large
    seen = 0
    try:
        async for chunk in request.stream():
            seen += len(chunk)
            if seen > most:
                raise too_large
            yield chunk
    except ClientDisconnect:  # nobody hears the answer; it is no fault of ours either
        raise Malformed(Message(N_("The request broke off before its end"))) from None


def _known(request: Request) -> None:
    """Strangers send nothing: who asks is seen before the body is read."""
    with Asked(request).reading():
        pass


def _same(fields: list[tuple[str, str]], uploads: list[Upload]) -> bytes:
    """By what a repeated write is recognised; the mark between the parts of a form is new each time."""
    parts = [urlencode(fields)]
    for one in uploads:
        one.file.seek(0)
        digest = hashlib.file_digest(one.file, "sha256")  # type: ignore[arg-type]
        parts.append(urlencode([(one.field, one.name), ("hash", digest.hexdigest())]))
    return "\n".join(parts).encode()


Uploads = Annotated[list[Upload], Depends(_uploads)]
"""The files a client sent, each to be read once."""
