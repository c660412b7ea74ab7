"""Full-text search by an own token table: words, CJK pairs, pinyin initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from pypinyin import Style, lazy_pinyin
from sqlalchemy import Select, delete, insert, select

from dougong.platform.storage.platform_tables import SearchToken, table_of
from dougong.platform.storage.transaction import Transaction

MAX_TOKENS, LONGEST, MAX_INITIALS = 400, 60, 40
LAST = "\U0010ffff"
_table = table_of(SearchToken)
_RUNS = re.compile(r"[\u3400-\u9fff]+|[0-9a-z]+(?:[-_./×x][0-9a-z]+)*")
_JOINTS = re.compile(r"[-_./×](?=.)")


def tokens(text: str) -> set[str]:
    """What a text is found by: words from each of their parts on, CJK characters and pairs, pinyin initials."""
    found: set[str] = set()
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).lower()):
        if run[0] >= "\u3400":
            found |= set(run) | {run[i : i + 2] for i in range(len(run) - 1)}
            initials = "".join(lazy_pinyin(run, style=Style.FIRST_LETTER))
            # from every character on, as a name is seldom remembered from its first one
            found |= {initials[i : i + LONGEST] for i in range(min(len(initials), MAX_INITIALS))}
        else:
            # from every part on: people remember the end of a number, and are asked from a beginning
            starts = [0, *(one.end() for one in _JOINTS.finditer(run))]
            found |= {run[at : at + LONGEST] for at in starts}
    return set(sorted(found)[:MAX_TOKENS])


def index(tx: Transaction, form: str, record: str, texts: Mapping[str, str]) -> None:
    """Write anew what a record is found by; `texts` by field, so that hidden ones can be left out."""
    tx.connection.execute(delete(_table).where(_table.c.form == form, _table.c.record == record))
    rows = [
        {"form": form, "record": record, "field": field, "token": token}
        for field, text in texts.items()
        for token in sorted(tokens(text))
    ]
    if rows:
        tx.connection.execute(insert(_table), rows)


def searched(form: str, words: str, hidden: frozenset[str] = frozenset()) -> Select[Any]:
    """Ids of records that hold every word in some field that is not hidden; Latin words match
    from their beginning."""
    wanted: list[Any] = []
    for run in _RUNS.findall(unicodedata.normalize("NFKC", words).lower())[:8]:
        if run[0] >= "\u3400":
            pairs = [run[i : i + 2] for i in range(len(run) - 1)] or [run]
            wanted += [_table.c.token == pair for pair in pairs]
        else:
            start = run[:LONGEST]  # a range, not LIKE: an index serves it on both databases
            wanted.append(_table.c.token.between(start, start + LAST))
    statement = select(_table.c.record).where(_table.c.form == form)
    if hidden:
        statement = statement.where(_table.c.field.not_in(sorted(hidden)))
    if not wanted:
        return statement.where(_table.c.token == "")
    first, *others = wanted
    found = statement.where(first)
    for other in others:
        found = found.where(_table.c.record.in_(statement.where(other)))
    return found
