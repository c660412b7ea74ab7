"""A file as a record holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class File:
    """`id` names one upload; `type` is the media type its content was found to have, `size` in
    bytes. What is known by its id alone has no name yet: the record looks it up."""

    id: str
    name: str = ""
    type: str = ""
    size: int = 0

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> File:
        """The file that `to_json` wrote."""
        return cls(body["id"], body["name"], body["type"], body["size"])

    def to_json(self) -> dict[str, Any]:
        """`{id, name, type, size}`."""
        return asdict(self)

    @property
    def image(self) -> bool:
        """Whether browsers show it as a picture."""
        return self.type in ("image/jpeg", "image/png", "image/webp", "image/gif")
