"""Letters as they go out."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dougong.platform.mails.outbox import Row
from dougong.platform.mails.server import Server
from dougong.platform.resources import templates_folder
from dougong.platform.texts import N_, translate


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def letter(rows: Sequence[Row], server: Server, address: str) -> EmailMessage:
    """One mail of these rows of one person; `address` begins its links ("": none). Its id stays the
    same however often it is tried."""
    first, language = rows[0], str(rows[0]["language"])
    made = EmailMessage()
    made["From"], made["To"] = server.sender, str(first["to"])
    made["Subject"] = _subject(rows, language)
    made["Date"] = format_datetime(first["created_at"])
    made["Message-ID"] = f"<{first['id']}@{server.domain}>"
    made["Auto-Submitted"] = "auto-generated"
    words = {
        "open": translate(N_("Open"), language),
        "why": translate(N_("You are told because of your settings for notifications."), language),
        "settings": translate(N_("Change them"), language),
    }
    view: dict[str, Any] = {"rows": rows, "address": address, "words": words, "language": language}
    made.set_content(_plain(rows, address, words))
    html = _templates().get_template("mails/letter.html").render(view)
    made.add_alternative(html, subtype="html")
    return made


def _subject(rows: Sequence[Row], language: str) -> str:
    if len(rows) == 1:
        return str(rows[0]["subject"])
    return translate(N_("{n} notices of today"), language, n=len(rows))


def _plain(rows: Sequence[Row], address: str, words: dict[str, str]) -> str:
    parts = []
    for row in rows:
        link = f"{address}{row['path']}" if address else ""
        parts.append("\n".join(one for one in (row["subject"], row["body"], link) if one))
    settings = f"\n{address}/notifications/settings" if address else ""
    return "\n\n".join(parts) + f"\n\n-- \n{words['why']}{settings}\n"
