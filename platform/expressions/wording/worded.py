"""A formula in words."""

from __future__ import annotations

from dataclasses import dataclass, field

Place = tuple[int, int]
Path = tuple[tuple[str | None, str], ...]


@dataclass(frozen=True)
class Worded:
    """By position and length in the source: `words` of every part; `paths` of the parts that only
    name a value, each step with the form it belongs to (None for a name of the scope)."""

    words: dict[Place, str] = field(default_factory=dict)
    paths: dict[Place, Path] = field(default_factory=dict)
