"""Proof that a request comes from a page of ours."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from fastapi import Request

from dougong.platform.problems import Forbidden, PageOutdated
from dougong.platform.texts import N_, Message

HEADER = "x-csrf-token"
FIELD = "csrf"


def check_origin(request: Request) -> None:
    """Raises Forbidden when the browser says that another site made this request."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise _foreign()
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise _foreign()


def check_token(request: Request, expected: str) -> None:
    """Raises PageOutdated unless the request carries the session's token."""
    form = getattr(request.state, "form", {})
    sent = request.headers.get(HEADER) or form.get(FIELD) or ""
    if not secrets.compare_digest(sent.encode(), expected.encode()):
        raise PageOutdated(
            Message(
                N_("You signed in anew since this page was opened: look at it and press once more")
            )
        )


def _foreign() -> Forbidden:
    return Forbidden(Message(N_("Another site tried to do this: nothing was changed")))
