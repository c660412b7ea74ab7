"""What stands around the fields of a record and follows them: the strip, facts, banners."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dougong.platform.expressions import holds
from dougong.platform.texts import pick
from dougong.runtime.records import Draft
from dougong.runtime.showing.field_view import FieldView
from dougong.runtime.showing.filling import Filling
from dougong.runtime.showing.values import Shower

ICONS = {"red": "alert-octagon", "yellow": "alert-triangle", "green": "circle-check"}
Shown = Callable[[str], FieldView | None]


@dataclass(frozen=True)
class BannerView:
    """What the whole page should know first."""

    words: str
    tone: str
    icon: str


@dataclass(frozen=True)
class FactsView:
    """Facts under a title: the panel `id`."""

    id: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class Around:
    """`strip` are the facts in the head, `facts` those of panels, `banners` what is said above."""

    strip: tuple[FieldView, ...] = ()
    facts: tuple[FactsView, ...] = ()
    banners: tuple[BannerView, ...] = ()


NOTHING = Around()


def around(draft: Draft, shown: Shown, shower: Shower) -> Around:
    """What the form shows around its fields now; `shown` gives a field the person may see."""
    panels = draft.form.panels
    return Around(
        _filled(draft.form.strip, shown),
        tuple(
            FactsView(one["id"], _filled(one["facts"], shown)) for one in panels if "facts" in one
        ),
        _banners(draft, shower),
    )


def _filled(ids: list[str], shown: Shown) -> tuple[FieldView, ...]:
    found = (shown(id) for id in ids)
    return tuple(one for one in found if one is not None and not one.value.empty)


def _banners(draft: Draft, shower: Shower) -> tuple[BannerView, ...]:
    found = []
    filling = Filling(shower, draft.form.id, draft.evaluate)
    for one in (panel["banner"] for panel in draft.form.panels if "banner" in panel):
        if "if" not in one or holds(draft.evaluate(one["if"])):
            tone = str(one.get("tone", "blue"))
            words = filling(pick(one["text"], shower.language))
            found.append(BannerView(words, tone, ICONS.get(tone, "info-circle")))
    return tuple(found)
