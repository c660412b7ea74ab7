"""A record as it would be, without writing anything."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dougong.platform.storage import Transaction
from dougong.runtime.records.computing import compute, fill_defaults
from dougong.runtime.records.draft import Draft
from dougong.runtime.records.drafting import draft_of, new_draft, parse_into
from dougong.runtime.records.rights import form_for, visible


def preview(
    tx: Transaction, form_id: str, id: str | None = None, raw: Mapping[str, Any] | None = None
) -> Draft:
    """The draft of a new record, or of the record `id`, with what was typed so far.

    Defaults and computed fields are filled in; what could not be read stands in `problems`. Raises
    NotFound, Forbidden.
    """
    form = form_for(tx, form_id, "read" if id else "create")
    draft = draft_of(tx, form, visible(tx, form_id, id)) if id else new_draft(tx, form)
    parse_into(draft, raw or {}, lenient=True)
    if id is None:
        fill_defaults(draft)
    compute(draft)
    return draft


def stored(tx: Transaction, form_id: str, id: str) -> Draft:
    """The record as it stands, as a draft: to be shown, or to be asked about. Raises NotFound."""
    form = form_for(tx, form_id, "read")
    return draft_of(tx, form, visible(tx, form_id, id))
