"""What is kept as somebody goes on filling in is one happening to people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from dougong.platform.definitions import Form
from dougong.runtime.timeline.timeline import Change, Happening

TOGETHER = timedelta(minutes=30)


def joined(form: Form, found: Iterable[Happening]) -> list[Happening]:
    """The happenings (newest first); changes of readings (kept every few seconds) by one person, with
    nothing between them and within half an hour, as one: from before the first to after the last."""
    measured = {field.id for field in form.fields.values() if "grid" in field.body}
    follows = {field.id for field in form.fields.values() if field.computed is not None}
    made: list[Happening] = []
    for one in found:
        kept = {change.field for change in one.changes}
        measures = bool(kept & measured) and kept <= measured | follows
        if measures and made and _together(made[-1], one):
            made[-1] = replace(made[-1], changes=_whole(one.changes, made[-1].changes))
        else:
            made.append(one)
    return made


def _together(later: Happening, earlier: Happening) -> bool:
    """`later` may hold more than readings: saving the form ends what was kept before."""
    if later.actor is None or later.actor != earlier.actor:
        return False
    return _plain(later) and _plain(earlier) and later.at - earlier.at <= TOGETHER


def _plain(one: Happening) -> bool:
    """A change by a person's own hand, with nothing said about it."""
    own = one.kind == "event" and one.name == "changed" and one.cause.get("kind") == "person"
    return own and not (one.reason or one.warnings or one.proposed)


def _whole(earlier: Iterable[Change], later: Iterable[Change]) -> tuple[Change, ...]:
    found = {one.field: one for one in later}
    for one in earlier:
        found[one.field] = Change(one.field, one.before, found.get(one.field, one).after)
    return tuple(one for one in found.values() if one.before != one.after)
