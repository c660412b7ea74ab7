"""A field as the program reads it."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.definitions.definition import Body
from dougong.platform.fields import FieldType, field_type
from dougong.platform.texts import Text


@dataclass(frozen=True)
class Field:
    """One field of a form or of line items."""

    body: Body

    @property
    def id(self) -> str:
        return str(self.body["id"])

    @property
    def type(self) -> str:
        return str(self.body["type"])

    @property
    def title(self) -> Text:
        found: Text = self.body["title"]
        return found

    @property
    def kind(self) -> FieldType:
        """Its field type."""
        return field_type(self.type)

    def speaks(self, language: str) -> bool:
        """Whether it shows to readers of a language: a field that holds words of one language
        shows to nobody else."""
        return bool(self.body.get("language", language) == language)

    @property
    def required(self) -> bool:
        return bool(self.body.get("required"))

    @property
    def retired(self) -> bool:
        return bool(self.body.get("retired"))

    @property
    def computed(self) -> str | None:
        """The expression it is computed by."""
        return self.body.get("compute")

    @property
    def read_only(self) -> bool:
        """Not for people to fill in."""
        return bool(self.body.get("read_only")) or self.computed is not None
