"""Why something happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("person", "rule", "instance", "import", "message")


@dataclass(frozen=True)
class Cause:
    """`kind` is one of KINDS; `ref` names it (user id, `rule@revision`, instance id, message id);
    `detail` says more (node, request), `within` is the cause that led here."""

    kind: str
    ref: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    within: Cause | None = None

    def to_json(self) -> dict[str, Any]:
        """As kept with every event, audit row and message."""
        found: dict[str, Any] = {"kind": self.kind, "ref": self.ref, **self.detail}
        if self.within is not None:
            found["within"] = self.within.to_json()
        return found
