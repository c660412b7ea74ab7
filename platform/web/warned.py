"""What a write warned of, carried over the redirect to the page that follows and said there once."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

from fastapi import Request

COOKIE = "dougong_warned"
_MOST, _LONGEST, _SECONDS = 5, 150, 120  # browsers keep 4 KB


def carried(texts: Iterable[str]) -> dict[str, str]:
    """The header that carries the warnings, each once; nothing where there are none."""
    kept = [text[:_LONGEST] for text in dict.fromkeys(texts)][:_MOST]
    if not kept:
        return {}
    value = urlsafe_b64encode(json.dumps(kept, ensure_ascii=False).encode()).decode()
    # Short-lived and for this browser alone: whoever changes it warns only themselves.
    cookie = f"{COOKIE}={value}; Path=/; Max-Age={_SECONDS}; HttpOnly; SameSite=Lax"
    return {"Set-Cookie": cookie}


def arrived(request: Request) -> list[str]:
    """The warnings that came with a request; none where they cannot be read."""
    try:
        found = json.loads(urlsafe_b64decode(request.cookies.get(COOKIE, "")))
    except ValueError:
        return []
    return [str(text) for text in found[:_MOST]] if isinstance(found, list) else []
