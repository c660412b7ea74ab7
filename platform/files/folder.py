"""Contents in a folder of this machine, or one that several machines share."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

_DAY = 24 * 3600


class FolderContents:
    """`root/ab/cd/abcd…`: written aside and moved into place in one step."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.incoming = root / "incoming"
        self.incoming.mkdir(parents=True, exist_ok=True)
        for left in self.incoming.iterdir():  # by a process that was ended while it wrote
            if left.stat().st_mtime < time.time() - _DAY:
                left.unlink(missing_ok=True)

    def put(self, key: str, source: BinaryIO) -> None:
        """Keep the content, once."""
        place = self._place(key)
        if place.exists():
            return
        source.seek(0)
        descriptor, name = tempfile.mkstemp(dir=self.incoming)
        try:
            with os.fdopen(descriptor, "wb") as aside:
                shutil.copyfileobj(source, aside, 1 << 20)
                aside.flush()
                os.fsync(aside.fileno())
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(name, place)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def open(self, key: str) -> BinaryIO:
        """The content; raises KeyError when it is not there."""
        try:
            return self._place(key).open("rb")
        except FileNotFoundError:
            raise KeyError(key) from None

    def remove(self, key: str) -> None:
        """Delete the content."""
        self._place(key).unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        return self.root / key[:2] / key[2:4] / key
