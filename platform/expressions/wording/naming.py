"""How the parts of a formula are called."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol


class Naming(Protocol):
    """How fields, options and numbers are called."""

    def field(self, form: str | None, name: str) -> str:
        """A field or system column of `form`, or a name of the scope."""

    def option(self, form: str | None, name: str, value: str) -> str:
        """An option of a choice field (or a state); any other text in quotation marks."""

    def number(self, value: Decimal) -> str:
        """A number written in the formula."""
