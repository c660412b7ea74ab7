"""Where a record belongs, and what it is called."""

from __future__ import annotations

from dougong.platform.definitions import title
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, pick, translate
from dougong.runtime.pages.views.visible_lists import lists_of


def crumbs(tx: Transaction, form_id: str) -> list[tuple[str, str]]:
    """The list a record's page leads back to; the start where there is none."""
    lists = lists_of(tx, form_id)
    language = tx.actor.language
    if not lists:
        return [(pick(tx.library.form(form_id).title, language), "/")]
    return [(title(lists[0], language), f"/lists/{lists[0].id}")]


def name_of(tx: Transaction, form_id: str, id: str) -> str:
    """What a record is called; a draft without a number by its form."""
    found = labels(tx, form_id, [id]).get(id)
    return found or nameless(tx, form_id)


def nameless(tx: Transaction, form_id: str) -> str:
    """`Purchase order (no number yet)`."""
    form = pick(tx.library.form(form_id).title, tx.actor.language)
    return translate(N_("{form} (no number yet)"), tx.actor.language, form=form)
