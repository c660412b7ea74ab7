"""A file that came with a request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True)
class Upload:
    """`field` is the name it stood under in a form, `name` what it is called, `media_type` what the
    sender says it is."""

    field: str
    name: str
    media_type: str
    file: BinaryIO
