"""One value in words."""

from __future__ import annotations

from dataclasses import dataclass

from dougong.platform.fields import File


@dataclass(frozen=True)
class ShownValue:
    """`kind` is the field type (`state` for states), `text` what people read ("" when empty).

    `unit` stands behind a quantity, `href` leads to a linked record, `tone` colours a choice or
    state, `void` strikes a state through, `moment` is the ISO time behind a date or time,
    `files` what stands in a field of files.
    """

    kind: str
    text: str = ""
    unit: str = ""
    href: str = ""
    tone: str = ""
    void: bool = False
    moment: str = ""
    files: tuple[File, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.text

    @property
    def number(self) -> bool:
        """Whether it stands right-aligned in a column."""
        return self.kind in ("integer", "decimal", "quantity", "money")
