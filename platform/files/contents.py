"""Where the contents of files lie: a port, so that another store can take the folder's place."""

from __future__ import annotations

from typing import BinaryIO, Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from dougong.platform.storage import Storage, Transaction


class Contents(Protocol):
    """Bytes by key. A key names its content (a hash, with a word behind it for what was made of it):
    what lies under it never changes, so putting it again may do nothing."""

    def put(self, key: str, source: BinaryIO) -> None:
        """Keep what `source` holds from its beginning on; all of it or nothing."""

    def open(self, key: str) -> BinaryIO:
        """What lies under the key; raises KeyError when nothing does."""

    def remove(self, key: str) -> None:
        """Nothing lies under the key from now on."""


# By engine, and forgotten with it, as wakers are.
_kept: WeakKeyDictionary[Engine, Contents] = WeakKeyDictionary()


def keep_in(storage: Storage, contents: Contents) -> None:
    """Files of this database lie there."""
    _kept[storage.engine] = contents


def contents_of(place: Storage | Transaction) -> Contents:
    """Where files of this database lie."""
    return _kept[place.engine if isinstance(place, Storage) else place.connection.engine]
