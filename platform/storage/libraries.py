"""The live definitions, kept per definitions revision."""

from __future__ import annotations

import json
import threading

from sqlalchemy import Connection, and_, select

from dougong.platform.definitions import Definition, Library
from dougong.platform.storage.platform_tables import (
    DefinitionRevision,
    DefinitionRow,
    DefinitionsRevision,
    table_of,
)

_live = table_of(DefinitionRow)
_revisions = table_of(DefinitionRevision)
_counter = table_of(DefinitionsRevision)


class Libraries:
    """A cache of one: every transaction reads the counter, so a stale library is never used."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library: Library | None = None

    def live(self, connection: Connection) -> Library:
        """The library of the revision this transaction sees."""
        revision = connection.execute(select(_counter.c.revision)).scalar() or 0
        with self._lock:
            kept = self._library
        if kept is not None and kept.revision_no == revision:
            return kept
        library = _load(connection, revision)
        with self._lock:
            self._library = library
        return library


def _load(connection: Connection, revision: int) -> Library:
    rows = connection.execute(
        select(_live.c.ref, _live.c.live, _revisions.c.body).join(
            _revisions,
            and_(_revisions.c.ref == _live.c.ref, _revisions.c.revision == _live.c.live),
        )
    ).all()
    definitions = [Definition.of(json.loads(row.body), row.ref) for row in rows]
    return Library(definitions, {row.ref: row.live for row in rows}, revision)
