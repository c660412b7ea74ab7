"""Headers every answer carries."""

from __future__ import annotations

from email.utils import formatdate

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:",
        "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'", "object-src 'none'", "manifest-src 'self'",
    )
)  # fmt: skip
_ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(self), geolocation=(), microphone=()",
}


class SecurityHeaders:
    """Adds the policy; pages and API answers are never kept by anybody in between."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), str(scope["path"]))
            await send(message)

        await self.app(scope, receive, send_with)


def _add(headers: MutableHeaders, path: str) -> None:
    headers.setdefault("date", formatdate(usegmt=True))
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    if not path.startswith("/static/"):
        headers.setdefault("cache-control", "no-store")
        headers.append("vary", "HX-Request, Cookie, Accept-Language")
