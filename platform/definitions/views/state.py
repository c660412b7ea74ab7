"""A state of a form's records."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.definitions.definition import Body
from dougong.platform.texts import Text


@dataclass(frozen=True)
class State:
    """`submitted`: the record counts; it can be voided but no longer deleted."""

    body: Body

    @property
    def id(self) -> str:
        return str(self.body["id"])

    @property
    def title(self) -> Text:
        found: Text = self.body["title"]
        return found

    @property
    def submitted(self) -> bool:
        return bool(self.body.get("submitted"))

    @property
    def shows(self) -> str | None:
        """A choice field shown in place of the state, once it holds something."""
        return self.body.get("shows")

    @property
    def tone(self) -> str:
        return str(self.body.get("tone", "grey"))
