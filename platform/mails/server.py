"""Where mail is handed over: a mail server, or a folder for trying it out."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from dougong.platform.settings import SettingsError

Send = Callable[[EmailMessage], None]
TIMEOUT = 20.0  # seconds for every answer of the server
_PORTS = {"smtps": 465, "smtp": 587, "smtp+plain": 25}


@dataclass(frozen=True)
class Server:
    """`scheme` is smtps (TLS from the first byte), smtp (STARTTLS, or nothing is sent), smtp+plain
    (no TLS, said in so many words) or file (letters as .eml in the folder `host`)."""

    scheme: str
    host: str
    port: int = 0
    sender: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> Server:
        """`smtps://user:password@host:465?from=Quality <qms@example.com>`, `file:///folder`. Raises
        SettingsError, never with the password in it."""
        parts = urlsplit(url)
        sender = parse_qs(parts.query).get("from", [""])[0]
        if parts.scheme == "file":
            return cls("file", parts.path, sender=sender or "dougong@localhost")
        if parts.scheme not in _PORTS or not parts.hostname:
            raise SettingsError(
                "DOUGONG_MAIL_URL is not understood: smtps://user:password@host?from=address, "
                "smtp:// (STARTTLS), smtp+plain:// (no encryption) or file:///folder."
            )
        if "@" not in parseaddr(sender)[1]:
            raise SettingsError("DOUGONG_MAIL_URL says no sender: add ?from=address.")
        port = parts.port or _PORTS[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.scheme, parts.hostname, port, sender, user, password)

    @property
    def domain(self) -> str:
        """What the ids of messages end in."""
        return parseaddr(self.sender)[1].rpartition("@")[2]

    @contextmanager
    def open(self) -> Iterator[Send]:
        """One connection for several letters. Raises OSError or smtplib.SMTPException."""
        if self.scheme == "file":
            yield self._put
            return
        connection = self._connect()
        try:
            if self.scheme == "smtp":
                connection.starttls(context=ssl.create_default_context())
            if self.user:
                connection.login(self.user, self.password)
            yield lambda letter: _send(connection, letter)
        finally:
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        if self.scheme == "smtps":
            secure = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=secure)
        return smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)

    def _put(self, letter: EmailMessage) -> None:
        folder = Path(self.host)
        folder.mkdir(parents=True, exist_ok=True)
        name = str(letter["Message-ID"]).strip("<>").partition("@")[0]
        (folder / f"{name}.eml").write_bytes(letter.as_bytes())


def _send(connection: smtplib.SMTP, letter: EmailMessage) -> None:
    connection.send_message(letter)
