"""A real mail server that keeps what it is given."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

USER, PASSWORD = "qms", "p@ss:word/1"


class MailServer:
    """`letters` are what it took; `answers` by address are what it says to that recipient instead of
    taking it; while `busy` it takes nothing. `tried` counts the letters that were offered;
    `authority` is the file of who vouches for it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.busy = False
        self.tried = 0
        self.authority = ""

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.tried += 1
        if self.busy:
            return "451 4.3.0 busy: come again"
        found = message_from_bytes(envelope.original_content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.letters.append(found)
        return "250 taken"

    def to(self, address: str) -> list[EmailMessage]:
        """What was sent to an address."""
        return [one for one in self.letters if address in str(one["To"])]


def _known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right)


def _free() -> int:
    """A port: the library's own check at its start does not know one of the system's choice."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@dataclass(frozen=True)
class Safety:
    """`scheme` as the settings name it; with `login` only whoever knows the password."""

    scheme: str = "smtp+plain"
    login: bool = False


@contextmanager
def mail_server(safety: Safety = Safety()) -> Iterator[tuple[MailServer, str]]:
    """The server, and the settings' URL for it."""
    kept, port = MailServer(), _free()
    with TemporaryDirectory() as folder:
        kept.authority, proof = _certified(Path(folder))
        controller = Controller(
            kept,
            hostname="localhost",
            port=port,
            ssl_context=proof if safety.scheme == "smtps" else None,
            tls_context=proof if safety.scheme == "smtp" else None,
            require_starttls=safety.scheme == "smtp",
            authenticator=_known if safety.login else None,
            auth_required=safety.login,
        )
        controller.start()
        who = "qms:p%40ss%3Aword%2F1@" if safety.login else ""
        try:
            yield kept, f"{safety.scheme}://{who}localhost:{port}?from=斗拱 <qms@example.com>"
        finally:
            controller.stop()


def _certified(folder: Path) -> tuple[str, ssl.SSLContext]:
    """An authority nobody knows yet, and what proves that the server is localhost."""
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(path)
    return str(path), context
