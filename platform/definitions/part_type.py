"""Parts of definitions that upper floors bring: actions and flow nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dougong.platform.expressions import Type
from dougong.platform.texts import Text

if TYPE_CHECKING:
    from dougong.platform.definitions.check_scope import CheckScope

Part = Mapping[str, Any]


class PartType:
    """A `do` of rules, flows or operations.

    `schema` holds the JSON Schema properties besides `id`, `do`, `if`; `required` names those that
    must be there. `places` says where it may stand: `before` (rules before saving), `after`,
    `flow`, `operation`. `waits`: people or time stand between its begin and its end; `apart`: what
    it sets going is not waited for.
    """

    id: str
    title: Text
    schema: Mapping[str, Any] = {}
    required: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    waits: bool = False
    apart: bool = False

    def check(self, part: Part, scope: CheckScope) -> None:
        """Report what is wrong beyond the schema through `scope`."""

    def ways(self, part: Part) -> list[list[Part]]:
        """The sequences inside, of which exactly one is gone through before what comes after."""
        return []

    def outputs(self, part: Part, scope: CheckScope) -> Type | None:
        """The type of this part's name for what comes after it; None: it has none."""
        return None

    def leaves(self, part: Part, scope: CheckScope) -> Mapping[str, Type]:
        """Names this part leaves for what comes after it: its own, and of what it holds those that
        are seen outside."""
        made = self.outputs(part, scope)
        return {} if made is None else {str(part.get("id")): made}

    def effects(self, part: Part, scope: CheckScope) -> Iterable[tuple[str, str]]:
        """(form, event) pairs this part may raise; rule cycles are found by them."""
        return ()
