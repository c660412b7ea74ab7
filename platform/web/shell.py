"""What frames every page: the person, where one can go, what waits."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import version

from dougong.platform.definitions import title
from dougong.platform.identity import site_title
from dougong.platform.storage import Transaction
from dougong.platform.texts import pick
from dougong.platform.web.asked import Asked


@dataclass(frozen=True)
class Entry:
    """A place of the navigation; `foot`: at its lower end; `phone`: also in the bar on phones."""

    id: str
    title: str
    icon: str
    href: str
    badge: int = 0
    alert: bool = False
    foot: bool = False
    phone: bool = False
    active: bool = False


@dataclass(frozen=True)
class Person:
    """Who is signed in, as pages show them."""

    id: str
    name: str
    roles_text: str

    @property
    def initial(self) -> str:
        return self.name[:1]


@dataclass(frozen=True)
class Shell:
    """`person` is None while nobody is signed in."""

    person: Person | None = None
    navigation: tuple[Entry, ...] = field(default_factory=tuple)
    unread: int = 0
    site: str = ""
    version: str = version("dougong")


Entries = Callable[[Transaction], Iterable[Entry]]
Unread = Callable[[Transaction], int]
_entries: list[Entries] = []
_unread: list[Unread] = []


def offer(entries: Entries, unread: Unread | None = None) -> None:
    """Say which places an area brings, and who counts unread notices; areas stand above the web."""
    if entries not in _entries:
        _entries.append(entries)
    if unread is not None:
        _unread[:] = [unread]


def shell_for(asked: Asked, tx: Transaction) -> Shell:
    """The frame of a page for the person who asks."""
    path = asked.request.url.path
    offered = [entry for call in _entries for entry in call(tx)]
    found = sorted(offered, key=lambda entry: entry.foot)
    best = max((e.href for e in found if _within(path, e.href)), key=len, default=None)
    navigation = tuple(_marked(entry, entry.href == best) for entry in found)
    actor = tx.actor
    roles = [tx.library.find(f"role:{role}") for role in sorted(actor.roles)]
    words = "、" if actor.language == "zh" else ", "
    person = Person(
        actor.id or "", actor.name, words.join(title(r, actor.language) for r in roles if r)
    )
    site = pick(site_title(tx, actor.site), actor.language)
    return Shell(person, navigation, _unread[0](tx) if _unread else 0, site)


def _within(path: str, href: str) -> bool:
    return path == href or path.startswith(href.rstrip("/") + "/")


def _marked(entry: Entry, active: bool) -> Entry:
    return Entry(**{**entry.__dict__, "active": active})


def pack_entries(tx: Transaction) -> Iterable[Entry]:
    """Places the installed packs name, as far as the person may read their lists; those the roles
    of the person put first come first."""
    roles = (tx.library.find(f"role:{role}") for role in tx.actor.roles)
    menus = [list(role.body.get("menu", ())) for role in roles if role]

    def place(entry: Entry) -> int:
        return min((menu.index(entry.id) for menu in menus if entry.id in menu), default=1000)

    return sorted(_named_by_packs(tx), key=place)


def _named_by_packs(tx: Transaction) -> Iterable[Entry]:
    for pack in tx.library.all("pack"):
        for body in pack.body.get("navigation", ()):
            definition = tx.library.find(body["list"])
            form = str(definition.body["form"]).removeprefix("form:") if definition else ""
            if definition is not None and tx.actor.rights.may("read", form):
                words = pick(body["title"], tx.actor.language)
                yield Entry(body["id"], words, body["icon"], f"/lists/{definition.id}", phone=True)
