"""Which lists of a form a person may see."""

from __future__ import annotations

from dougong.platform.definitions import Definition, title
from dougong.platform.definitions import names as references
from dougong.platform.problems import NotFound
from dougong.platform.storage import Transaction
from dougong.platform.storage.query import Query, count
from dougong.platform.texts import N_, Message
from dougong.runtime.pages.views.capped import CAP, capped


def lists_of(tx: Transaction, form: str) -> list[Definition]:
    """Lists of a form the person may see, the default one first."""
    found = [one for one in tx.library.all("list") if one.body["form"] == f"form:{form}"]
    found = [one for one in found if _for_me(tx, one)]
    return sorted(found, key=lambda one: not one.body.get("default"))


def visible_list(tx: Transaction, id: str) -> Definition:
    """The list if the person may see it. Raises NotFound."""
    found = tx.library.find(f"list:{id}")
    form = str(found.body["form"]).removeprefix("form:") if found else ""
    if found is None or not tx.actor.rights.may("read", form) or not _for_me(tx, found):
        raise NotFound(Message(N_("There is no such list")))
    return found


def tabs(tx: Transaction, here: Definition) -> list[dict[str, object]]:
    """The lists beside `here`, itself included, each with its count."""
    form = str(here.body["form"]).removeprefix("form:")
    return [_tab(tx, form, one, one.id == here.id) for one in lists_of(tx, form)]


def _tab(tx: Transaction, form: str, one: Definition, active: bool) -> dict[str, object]:
    query = Query(form, one.body.get("filter"), voided=False)
    return {
        "title": title(one, tx.actor.language),
        "href": f"/lists/{one.id}",
        "active": active,
        "count": capped(count(tx, query, CAP)),
    }


def _for_me(tx: Transaction, definition: Definition) -> bool:
    roles = references(definition.body.get("roles"))
    return not roles or tx.actor.rights.everything or bool(tx.actor.roles.intersection(roles))
