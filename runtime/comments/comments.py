"""Comments on a record: said once, never changed."""

from __future__ import annotations

from typing import Any

from sqlalchemy import insert, select

from dougong.platform.problems import FieldProblem, Invalid
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import RecordComment, table_of
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, Message
from dougong.runtime.records import form_for, visible

LONGEST = 2000
_table = table_of(RecordComment)


def comments_of(tx: Transaction, form: str, record: str) -> list[dict[str, Any]]:
    """Comments on a record the actor may see, oldest first: `id`, `author`, `author_name`, `words`,
    `at`. Raises NotFound."""
    _seen(tx, form, record)
    statement = select(*_table.c).where(_table.c.record == record).order_by(_table.c.id)
    rows = [dict(row) for row in tx.connection.execute(statement).mappings()]
    names = labels(tx, "user", [row["author"] for row in rows])
    return [
        {"id": row["id"], "author": row["author"], "author_name": names.get(row["author"], ""),
         "words": row["words"], "at": row["at"]}
        for row in rows
    ]  # fmt: skip


def comment(tx: Transaction, form: str, record: str, words: object) -> str:
    """What the actor says about a record they may see; gives its id. Raises NotFound, Invalid."""
    _seen(tx, form, record)
    said = words.strip() if isinstance(words, str) else ""
    if not 0 < len(said) <= LONGEST:
        told = Message(N_("Say something, in 2,000 characters at most"))
        raise Invalid.of([FieldProblem("words", "required", told)])
    id = new_id()
    row = {"id": id, "form": form, "record": record, "author": tx.actor.id, "words": said}
    tx.connection.execute(insert(_table).values(**row, at=tx.now))
    return id


def _seen(tx: Transaction, form: str, record: str) -> None:
    form_for(tx, form, "read")
    visible(tx, form, record)
