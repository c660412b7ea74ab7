"""The address of a page with some of its parameters changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Address:
    """A path and its parameters, in the order they were given."""

    path: str
    parameters: Mapping[str, str]

    def with_(self, changes: Mapping[str, str | None]) -> str:
        """The address with `changes`; None takes a parameter away."""
        found = {**self.parameters, **changes}
        kept = {name: value for name, value in found.items() if value}
        return f"{self.path}?{urlencode(kept)}" if kept else self.path

    def without(self, *names: str) -> dict[str, str]:
        """The parameters but for some: what a form carries along in hidden controls."""
        return {name: value for name, value in self.parameters.items() if name not in names}
