"""Files nobody saved with a record go after a day."""

from __future__ import annotations

from sqlalchemy import delete, select

from dougong.platform.files.contents import contents_of
from dougong.platform.files.pictures import SIZES
from dougong.platform.files.receiving import hold
from dougong.platform.jobs import Job
from dougong.platform.storage import Actor, Cause, Storage, Transaction
from dougong.platform.storage.platform_tables import StoredFile, table_of

_files = table_of(StoredFile)
_SERVICE = Actor.for_service("files")


def sweep(job: Job, storage: Storage) -> None:
    """Delete the file unless a record has claimed it; its content goes with the last that has it."""
    with storage.write(_SERVICE, Cause("person")) as tx:
        job.done(tx)
        held = select(_files.c.hash, _files.c.claimed).where(_files.c.id == job.payload["file"])
        row = tx.connection.execute(held.with_for_update()).first()
        if row is None or row.claimed:
            return
        hold(tx, row.hash)
        tx.connection.execute(delete(_files).where(_files.c.id == job.payload["file"]))
        _remove_content(tx, row.hash)


def _remove_content(tx: Transaction, content_hash: str) -> None:
    if (
        tx.connection.execute(select(_files.c.id).where(_files.c.hash == content_hash)).first()
        is not None
    ):
        return
    for key in (content_hash, *(f"{content_hash}.{size}" for size in SIZES)):
        contents_of(tx).remove(key)
