"""Style sheets, scripts and browser libraries."""

from __future__ import annotations

import mimetypes
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

# Some systems do not know it, and browsers refuse modules of another type.
mimetypes.add_type("text/javascript", ".mjs")


class KeptFiles(StaticFiles):
    """Files asked for by the version of their content may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        versioned = b"v=" in bytes(scope.get("query_string", b""))
        kept: Any = "public, max-age=31536000, immutable" if versioned else "no-cache"
        answer.headers["cache-control"] = kept
        return answer
