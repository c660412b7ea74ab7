"""A proposal taken where no script fills it in: the page comes again with it in its field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.storage import Transaction
from dougong.runtime.records import preview, proposals
from dougong.runtime.showing import input_of

TAKE = "_take"


def with_taken(
    tx: Transaction, form: str, id: str | None, raw: Mapping[str, Any], name: str
) -> dict[str, Any]:
    """What was typed, with what is proposed for the field `name`. Raises NotFound, Forbidden."""
    draft = preview(tx, form, id, raw)
    found = {one.field.id: one for one in proposals(draft)}.get(name)
    if found is None:
        return dict(raw)
    return {**raw, name: input_of(tx, found.field, found.value)}
