"""What conditions may name besides the records they choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dougong.platform.expressions import Type


@dataclass(frozen=True)
class Asker:
    """Names with their types and values, such as `holder`: the record that asks."""

    names: Mapping[str, Type] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)
