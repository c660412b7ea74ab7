"""One definition as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

JSON = Any
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Definition:
    """`body` is the whole JSON object; `where` says where it came from (a file name)."""

    kind: str
    id: str
    body: Body
    where: str = ""

    @property
    def ref(self) -> str:
        """`form:arrival`."""
        return f"{self.kind}:{self.id}"

    @classmethod
    def of(cls, body: Body, where: str = "") -> Definition:
        """The definition a body is; KeyError without kind and id."""
        return cls(str(body["kind"]), str(body["id"]), body, where)
