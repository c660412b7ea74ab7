"""In which language to answer."""

from __future__ import annotations

from fastapi import Request

from dougong.platform.texts import LANGUAGES

COOKIE = "dougong_language"


def language_of(request: Request, preferred: str | None = None) -> str:
    """For programs what they ask for; for people their preference, the cookie, then the browser's.

    `preferred` is the language of the person who is signed in.
    """
    wanted = _accepted(request)
    chosen = request.cookies.get(COOKIE)
    if is_api(request):
        return wanted or preferred or "zh"
    return preferred or (chosen if chosen in LANGUAGES else None) or wanted or "zh"


def is_api(request: Request) -> bool:
    """Whether a program asks rather than a page."""
    return request.url.path.startswith("/api/")


def wants_json(request: Request) -> bool:
    """Whether the answer is read by a program: the API's callers, and scripts of our own pages."""
    return is_api(request) or request.headers.get("accept", "").startswith("application/json")


def _accepted(request: Request) -> str | None:
    for part in request.headers.get("accept-language", "")[:200].split(","):
        tag = part.split(";")[0].strip().lower().split("-")[0]
        if tag in LANGUAGES:
            return tag
    return None
