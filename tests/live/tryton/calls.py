"""Calls of Tryton's JSON-RPC, with a line that can be cut."""

from __future__ import annotations

import base64
import json
import socket
from typing import Any
from urllib.parse import urlsplit

import httpx


class Failed(Exception):
    """Tryton says no: `kind` is its class of error (`UserError`), `words` what it tells people."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__(f"{kind}: {words}")
        self.kind, self.words = kind, words


class NotSent(Exception):
    """The call never left: asking again is safe."""


class AnswerLost(Exception):
    """The call was sent and no answer came back: nobody here knows what became of it."""


class Calls:
    """One signed-in user; `cut_after` / `cut_before` name the method whose line is cut, once."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._url = f"{url}/rpc/"
        self._client = httpx.Client(timeout=60)
        self.cut_after = self.cut_before = ""
        self.made: list[str] = []
        id, token, *_ = self("common.db.login", user, {"password": password}, "en")
        signed = base64.b64encode(f"{user}:{id}:{token}".encode()).decode()
        self._client.headers["Authorization"] = f"Session {signed}"
        self.user = int(id)

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def __call__(self, method: str, *params: Any) -> Any:
        """The result; raises Failed, NotSent or AnswerLost."""
        self.made.append(method)
        body = {"id": len(self.made), "method": method, "params": list(params)}
        if method == self.cut_before:
            self.cut_before = ""
            raise NotSent(method)
        if method == self.cut_after:
            self.cut_after = ""
            self._send_and_hang_up(json.dumps(body).encode())
            raise AnswerLost(method)
        answered = self._client.post(self._url, json=body)
        if answered.status_code != 200:
            raise Failed(str(answered.status_code), answered.text[:500])
        told = answered.json()
        if "error" in told:
            raise _failure(told["error"])
        return told["result"]

    def _send_and_hang_up(self, body: bytes) -> None:
        """The whole request goes out, and the line is gone before a byte of the answer is read."""
        to = urlsplit(self._url)
        head = (
            f"POST {to.path} HTTP/1.1\r\nHost: {to.netloc}\r\nConnection: close\r\n"
            f"Authorization: {self._client.headers['Authorization']}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection((str(to.hostname), int(to.port or 80))) as line:
            line.sendall(head.encode() + body)


def _failure(error: list[Any]) -> Failed:
    """`[class, [words, description, …]]` where Tryton says no, `[text, traceback]` where it fell."""
    kind, more = str(error[0]), error[1] if len(error) > 1 else ""
    if not isinstance(more, list):
        return Failed("fault", kind)
    # A warning is its name first, so that a client may pass over it, and then its words.
    return Failed(kind, str(more[1] if kind == "UserWarning" else more[0]))
