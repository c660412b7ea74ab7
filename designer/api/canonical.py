"""A definition as the body of an answer."""

from __future__ import annotations

from fastapi import Response
from fastapi.responses import PlainTextResponse

from dougong.platform.definitions import Definition, write


def canonical(definition: Definition, headers: dict[str, str]) -> Response:
    """The definition in canonical form."""
    return PlainTextResponse(write(definition), 200, headers, "application/json")
