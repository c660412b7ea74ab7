"""A transition between states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dougong.platform.definitions.definition import Body
from dougong.platform.texts import Text


def names(value: str | Iterable[object] | None) -> tuple[str, ...]:
    """References given as one string or a list, without their kind."""
    listed = [value] if isinstance(value, str) else list(value or [])
    return tuple(str(one).split(":", 1)[-1] for one in listed)


@dataclass(frozen=True)
class Transition:
    """`who` holds role ids; empty: only flows and rules may."""

    body: Body

    @property
    def id(self) -> str:
        return str(self.body["id"])

    @property
    def title(self) -> Text:
        found: Text = self.body["title"]
        return found

    @property
    def event(self) -> str:
        return str(self.body["event"])

    @property
    def sources(self) -> tuple[str, ...]:
        """States it leaves from."""
        return tuple(self.body["from"])

    @property
    def target(self) -> str:
        return str(self.body["to"])

    @property
    def who(self) -> tuple[str, ...]:
        return names(self.body.get("who"))

    @property
    def needs(self) -> tuple[str, ...]:
        """Fields that become required."""
        return tuple(self.body.get("needs", ()))

    @property
    def signed_if(self) -> str | None:
        """The condition under which it is signed; None: always."""
        found: str | None = self.body.get("sign", {}).get("if")
        return found

    @property
    def meaning(self) -> Text | None:
        """What whoever does it signs for; None when nobody ever signs."""
        found: Text | None = self.body.get("sign", {}).get("meaning")
        return found
