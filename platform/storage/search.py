"""Full-text search by an own token table: words, CJK pairs, pinyin initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from pypinyin import Style, lazy_pinyin
from sqlalchemy import Select, delete, insert, or_, select

from dougong.platform.storage.platform_tables import SearchToken
from dougong.platform.storage.transaction import Transaction

MAX_TOKENS = 400
MAX_INITIALS = 40
_table = SearchToken.__table__  # type: ignore[attr-defined]
_RUNS = re.compile(r"[\u3400-\u9fff]+|[0-9a-z]+(?:[-_./×x][0-9a-z]+)*")


def tokens(text: str) -> set[str]:
    """What a text is found by: words and their parts, CJK characters and pairs, pinyin initials."""
    found: set[str] = set()
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0] >= "\u3400":
            found |= set(run) | {run[i : i + 2] for i in range(len(run) - 1)}
            initials = "".join(lazy_pinyin(run, style=Style.FIRST_LETTER))
            # from every character on, as a name is seldom remembered from its first one
            found |= {initials[i : i + 60] for i in range(min(len(initials), MAX_INITIALS))}
        else:
            found |= {part[:60] for part in [run, *re.split(r"[-_./×]", run)] if part}
    return set(sorted(found)[:MAX_TOKENS])


def index(tx: Transaction, form: str, record: str, texts: Iterable[str]) -> None:
    """Write anew what a record is found by."""
    tx.connection.execute(delete(_table).where(_table.c.form == form, _table.c.record == record))
    found = tokens(" ".join(texts))
    if found:
        rows = [{"form": form, "record": record, "token": token} for token in sorted(found)]
        tx.connection.execute(insert(_table), rows)


def searched(form: str, words: str) -> Select[Any]:
    """Ids of records that hold every word; Latin words match from their beginning."""
    wanted: list[Any] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", words).lower())[:8]:
        if run[0] >= "\u3400":
            pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
            wanted += [_table.c.token == pair for pair in pairs]
        else:
            wanted.append(or_(_table.c.token == run, _table.c.token.like(f"{run}%")))
    statement = select(_table.c.record).where(_table.c.form == form)
    if not wanted:
        return statement.where(_table.c.token == "")
    first, *others = wanted
    statement = statement.where(first)
    for other in others:
        also = select(_table.c.record).where(_table.c.form == form, other)
        statement = statement.where(_table.c.record.in_(also))
    return statement
