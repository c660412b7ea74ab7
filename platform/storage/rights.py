"""What a person may do with records, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

VERBS = ("read", "create", "change", "void", "delete")


@dataclass(frozen=True)
class FormRights:
    """`conditions`: rows for which any one of these expressions holds; None: every row.

    `hidden` fields do not exist for the person, `read_only` ones cannot be set.
    """

    verbs: frozenset[str] = frozenset()
    conditions: tuple[str, ...] | None = None
    hidden: frozenset[str] = frozenset()
    read_only: frozenset[str] = frozenset()


NOTHING = FormRights()
EVERYTHING = FormRights(frozenset(VERBS))


@dataclass(frozen=True)
class Rights:
    """Rights per form; a form that is not named is not there at all."""

    forms: Mapping[str, FormRights] = field(default_factory=dict)
    everything: bool = False
    definitions: frozenset[str] = frozenset()
    messages: frozenset[str] = frozenset()
    instances: frozenset[str] = frozenset()

    def of(self, form: str) -> FormRights:
        """Rights on the records of a form."""
        return EVERYTHING if self.everything else self.forms.get(form, NOTHING)

    def may(self, verb: str, form: str) -> bool:
        """Whether the verb is granted on (some rows of) the form."""
        return verb in self.of(form).verbs
