"""What the steps of demonstration data share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dougong.platform.storage import Cause, Record


@dataclass(frozen=True)
class Story:
    """The pack it comes from, why its steps are taken, when it is loaded (steps may lie before
    that), and the records steps have kept under a key."""

    pack: Path
    cause: Cause
    now: datetime
    keys: dict[str, Record] = field(default_factory=dict)
