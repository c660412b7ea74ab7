"""Files that come in: looked at before anything is kept, then kept in one transaction."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import BinaryIO

from sqlalchemy import func, insert, select, text

from dougong.platform.fields import File, media_types
from dougong.platform.files.contents import contents_of
from dougong.platform.files.names import clean_name, extension_of
from dougong.platform.files.pictures import SIZES, picture
from dougong.platform.files.sniffing import sniff
from dougong.platform.jobs import enqueue
from dougong.platform.problems import Invalid, TooLarge, TooMany, WrongMediaType
from dougong.platform.storage import Transaction, new_id
from dougong.platform.storage.platform_tables import StoredFile, table_of
from dougong.platform.texts import N_, Message

MB = 1_000_000
MOST_MB = 100
SWEEP = "files.sweep"
UNCLAIMED = timedelta(days=1)
# Of what one person has sent and not yet saved with a record.
MOST_UNCLAIMED, MOST_UNCLAIMED_MB = 500, 1000
_table = table_of(StoredFile)


@dataclass(frozen=True)
class Prepared:
    """A file that may be kept: `contents` by key, the one under `hash` is the file itself."""

    name: str
    media_type: str
    size: int
    hash: str
    contents: Mapping[str, BinaryIO]


def prepare(file: BinaryIO, name: str, limit_mb: int = MOST_MB, accept: str = "any") -> Prepared:
    """Look at a file. Raises TooLarge, WrongMediaType (not a kind that is taken), Invalid (empty,
    damaged, a bomb, not what its name says)."""
    name = clean_name(name)
    _check_size(file, name, limit_mb)
    kind = sniff(file, name)
    if kind not in media_types(accept):
        words = {"images": N_("“{name}” is no picture"), "documents": N_("“{name}” is no document")}
        raise WrongMediaType(Message(words[accept], {"name": name}))
    if kind.group != "images":
        return _prepared(name, kind.id, file, {})
    seen = picture(file, name)
    _check_size(seen.file, name, limit_mb)
    return _prepared(name, kind.id, seen.file, seen.small)


def _check_size(file: BinaryIO, name: str, limit_mb: int) -> None:
    size = file.seek(0, io.SEEK_END)
    if size == 0:
        raise Invalid(Message(N_("“{name}” is empty"), {"name": name}))
    if size > limit_mb * MB:
        words = N_("“{name}” is larger than {limit} MB")
        raise TooLarge(Message(words, {"name": name, "limit": limit_mb}))


def _prepared(name: str, media_type: str, file: BinaryIO, small: Mapping[str, bytes]) -> Prepared:
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := file.read(1 << 20):
        digest.update(chunk)
        size += len(chunk)
    key = digest.hexdigest()
    contents = {f"{key}.{one}": io.BytesIO(small[one]) for one in SIZES if one in small}
    return Prepared(name, media_type, size, key, {key: file, **contents})


def receive(tx: Transaction, prepared: Prepared) -> File:
    """Keep the file for the actor, who may put it into a record within a day. Raises TooMany when
    they have sent too much without saving any of it."""
    _check_unclaimed(tx)
    hold(tx, prepared.hash)
    for key, content in prepared.contents.items():
        contents_of(tx).put(key, content)
    file = File(new_id(), prepared.name, prepared.media_type, prepared.size)
    row = {
        "id": file.id, "hash": prepared.hash, "size": file.size, "media_type": file.type,
        "name": file.name, "sent_by": tx.actor.id, "sent_at": tx.now, "claimed": False,
    }  # fmt: skip
    tx.connection.execute(insert(_table).values(row))
    enqueue(tx, SWEEP, file.id, {"file": file.id}, tx.now + UNCLAIMED)
    return file


def hold(tx: Transaction, content_hash: str) -> None:
    """Nobody else takes in or sweeps away this content until the transaction ends: SQLite has one
    writer, PostgreSQL is told."""
    if not tx.on_sqlite:
        number = int(content_hash[:15], 16)
        tx.connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": number})


def _check_unclaimed(tx: Transaction) -> None:
    mine = (_table.c.sent_by == tx.actor.id) & _table.c.claimed.is_(False)
    statement = select(func.count(), func.coalesce(func.sum(_table.c.size), 0)).where(mine)
    count, size = tx.connection.execute(statement).one()
    if count >= MOST_UNCLAIMED or size > MOST_UNCLAIMED_MB * MB:
        raise TooMany(
            Message(N_("You have sent many files without saving: save, or try again tomorrow"))
        )


def named(name: str, media_type: str) -> str:
    """A name for what came without one that says its kind, as pictures from a camera do."""
    extension = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}
    if extension_of(name) or media_type not in extension:
        return name
    return f"{name or 'photo'}.{extension[media_type]}"
