"""Search across every form the person may read."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from dougong.platform.definitions import Form
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import Query, page
from dougong.platform.texts import pick
from dougong.runtime.pages.views.related import Related, records_shown
from dougong.runtime.pages.views.visible_lists import lists_of

SHOWN = 5
LONGEST = 200


@dataclass(frozen=True)
class SearchView:
    """`words` as typed, and what holds them."""

    words: str
    groups: list[Related]


def search_view(tx: Transaction, words: str) -> SearchView:
    """The newest five of each form that hold every word."""
    asked = words.strip()[:LONGEST]
    if not asked:
        return SearchView("", [])
    forms = (tx.library.form(one.id) for one in tx.library.all("form"))
    found = (_group(tx, form, asked) for form in forms if tx.actor.rights.may("read", form.id))
    return SearchView(asked, [one for one in found if one is not None])


def _group(tx: Transaction, form: Form, words: str) -> Related | None:
    found = page(tx, Query(form.id, search=words, limit=SHOWN + 1)).records
    if not found:
        return None
    lists = lists_of(tx, form.id) if len(found) > SHOWN else []
    more = f"/lists/{lists[0].id}?{urlencode({'q': words})}" if lists else ""
    title = pick(form.title, tx.actor.language)
    icon = str(form.body.get("icon", "file-text"))
    return Related(title, icon, records_shown(tx, form, found[:SHOWN]), more)
