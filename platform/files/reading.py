"""Files that go out: only to those who may see a record that holds them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from sqlalchemy import select

from dougong.platform.fields import File, storable
from dougong.platform.files.contents import contents_of
from dougong.platform.files.pictures import SIZES, SMALL_TYPE, smaller
from dougong.platform.problems import NotFound
from dougong.platform.storage import Transaction
from dougong.platform.storage.platform_tables import FileClaim, StoredFile, table_of
from dougong.platform.storage.query import get
from dougong.platform.texts import N_, Message

_files, _claims = table_of(StoredFile), table_of(FileClaim)
_MOST_ASKED = 50


@dataclass(frozen=True)
class Found:
    """A file somebody may see; `key` names the content asked for, which is of `media_type`."""

    file: File
    key: str
    media_type: str


def file_for(tx: Transaction, id: str, size: str = "") -> Found:
    """The file, whole or in a `size` (small, large) where it is a picture. What is not claimed yet is
    seen by who sent it; what is claimed, by who may see the field of a record that holds it.

    Raises NotFound for missing and forbidden alike.
    """
    row = None
    if len(id) <= 36 and storable(id):
        found = tx.connection.execute(select(*_files.c).where(_files.c.id == id))
        row = found.mappings().first()
    if row is None or not _may_see(tx, row):
        raise NotFound(Message(N_("There is no such file")))
    file = File(row["id"], row["name"], row["media_type"], row["size"])
    if size in SIZES and file.image:
        return Found(file, f"{row['hash']}.{size}", SMALL_TYPE)
    return Found(file, row["hash"], file.type)


def _may_see(tx: Transaction, row: Mapping[Any, Any]) -> bool:
    if not row["claimed"]:
        return bool(row["sent_by"] == tx.actor.id)
    newest = select(*_claims.c).where(_claims.c.file == row["id"])
    newest = newest.order_by(_claims.c.record.desc()).limit(_MOST_ASKED)
    claims = tx.connection.execute(newest).mappings().all()
    return any(_sees_field(tx, one) for one in claims)


def _sees_field(tx: Transaction, claim: Mapping[Any, Any]) -> bool:
    form = claim["form"]
    if not tx.library.has_form(form) or claim["field"] in tx.actor.rights.of(form).hidden:
        return False
    known = tx.library.form(form).fields  # a retired field is seen by nobody
    return claim["field"] in known and get(tx, form, claim["record"]) is not None


def content(tx: Transaction, found: Found) -> BinaryIO:
    """The bytes; a small picture that is gone is made anew. Raises NotFound when they are lost."""
    contents = contents_of(tx)
    try:
        return contents.open(found.key)
    except KeyError:
        pass
    whole_key, _, size = found.key.partition(".")
    try:
        with contents.open(whole_key) as whole:
            if not size:
                raise KeyError(found.key)
            made = io.BytesIO(smaller(whole, size))
    except KeyError:
        raise NotFound(Message(N_("There is no such file"))) from None
    contents.put(found.key, made)
    made.seek(0)
    return made
