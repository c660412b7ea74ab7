"""The one reader of request bodies: content type, size and form are settled before anybody looks."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from typing import Annotated, Any
from urllib.parse import parse_qsl

from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from dougong.platform.problems import Malformed, TooLarge, WrongMediaType
from dougong.platform.strict_json import parse
from dougong.platform.texts import N_, Message
from dougong.platform.web.upload import Upload
from dougong.platform.web.uploads import MAX_FIELDS, is_multipart, media_type_of, read_form

MAX_BYTES = 4_000_000
MAX_DEPTH = 50
_OF_THE_PAGE = ("csrf", "change_no")
_ROW = re.compile(r"([a-z][a-z0-9_]{0,39})\.(\d{1,4})\.([a-z][a-z0-9_]{0,39})")


async def _text(request: Request, media_type: str) -> str:
    """The body as text; kept on the request, so that repeated writes can be recognised."""
    sent = media_type_of(request)
    body = await _bytes(request)
    request.state.body = body
    if body and sent != media_type:
        raise WrongMediaType(Message(N_("Send this as {media_type}"), {"media_type": media_type}))
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Malformed(Message(N_("The request is not UTF-8"))) from None


async def _bytes(request: Request) -> bytes:
    too_large = TooLarge(Message(N_("At most {limit} MB can be sent"), {"limit": 4}))
    announced = request.headers.get("content-length", "0")
    if not announced.isdigit() or int(announced) > MAX_BYTES:
        raise too_large
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BYTES:
                raise too_large
    except ClientDisconnect:  # nobody hears the answer; it is no fault of ours either
        raise Malformed(Message(N_("The request broke off before its end"))) from None
    return bytes(body)


async def _json(request: Request) -> dict[str, Any]:
    text = await _text(request, "application/json")
    value = parse(text, MAX_DEPTH) if text.strip() else {}
    if not isinstance(value, dict):
        raise Malformed(Message(N_("A JSON object is needed")))
    return value


async def _form(request: Request) -> AsyncIterator[dict[str, str]]:
    """The fields; files that come with them stand at the request, until it is answered."""
    uploads: list[Upload] = []
    if is_multipart(request):
        pairs, uploads = await read_form(request)
    else:
        pairs = await _pairs(request)
    request.state.form, request.state.uploads = dict(pairs), uploads
    try:
        yield request.state.form
    finally:
        for one in uploads:
            one.file.close()


async def _pairs(request: Request) -> list[tuple[str, str]]:
    text = await _text(request, "application/x-www-form-urlencoded")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except (ValueError, UnicodeDecodeError):
        raise Malformed(Message(N_("The form cannot be read"))) from None


JsonBody = Annotated[dict[str, Any], Depends(_json)]
"""The JSON object a client sent, {} for an empty body."""

FormBody = Annotated[dict[str, str], Depends(_form)]
"""The fields of a page's form by name; of a name sent twice the last."""


def seen_change_no(form: Mapping[str, str]) -> int | None:
    """The number of the change a page was made from; None when it says none, or no number."""
    number = form.get("change_no", "")
    return int(number) if number.isdigit() and len(number) < 18 else None


def record_fields(form: Mapping[str, str]) -> dict[str, Any]:
    """Fields of a record from those of a page: `lines.0.batch` becomes a row of `lines`.

    A bare `lines` says that the field is on the page even when it has no row. What belongs to the
    page itself (names that begin with `_`, the token, the number of the change) is left out.
    """
    found: dict[str, Any] = {}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for name, value in form.items():
        match = _ROW.fullmatch(name)
        if match:
            rows.setdefault(match[1], {}).setdefault(int(match[2]), {})[match[3]] = value
        elif not name.startswith("_") and name not in _OF_THE_PAGE:
            found[name] = value
    for name, by_position in rows.items():
        found[name] = [
            {key: value for key, value in by_position[at].items() if key != "id" or value}
            for at in sorted(by_position)
        ]
    return found
