"""Voiding with a reason, and deleting drafts nobody refers to."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.problems import Conflict, Forbidden, Invalid, NotFound
from dougong.runtime import records
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.records.problems import GOOD, nothing_changes, paths


@pytest.mark.parametrize("reason", ["", "   ", None, 7, "x" * 501])
def test_nothing_is_voided_without_a_reason(lite: Desk, reason: Any) -> None:
    case = lite.create("clara", "case", GOOD, "open")
    with nothing_changes(lite, Invalid) as caught, lite.as_("bela") as tx:
        records.void(tx, "case", case.id, reason)
    assert paths(caught) == {"reason": "required"}


def test_voiding(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD, "open")
    with nothing_changes(desk, Forbidden), desk.as_("clara") as tx:
        records.void(tx, "case", case.id, "mine")
    with desk.as_("bela") as tx:
        voided = records.void(tx, "case", case.id, "  twice entered ")
    assert (voided.system.void_reason, voided.state) == ("twice entered", "open")
    assert voided.system.voided_by == desk.actor("bela").id
    assert voided.system.voided_at == desk.clock.now
    with nothing_changes(desk, Conflict), desk.as_("bela") as tx:
        records.void(tx, "case", case.id, "again")
    with nothing_changes(desk, Conflict):
        desk.act("clara", "case", case.id, "ping")
    with nothing_changes(desk, Conflict):
        desk.change("bela", "case", case.id, {"n": 1})


def test_only_states_named_by_the_form_are_voided(desk: Desk) -> None:
    case = desk.create("clara", "case", GOOD)
    with nothing_changes(desk, Forbidden), desk.as_("bela") as tx:
        records.void(tx, "case", case.id, "still a draft")


def test_a_form_that_does_not_speak_of_voiding_is_voided_by_flows_and_rules_only(
    desk: Desk,
) -> None:
    log = desk.create("clara", "log", {"label": "a"})
    with nothing_changes(desk, Forbidden), desk.as_("bela") as tx:
        records.void(tx, "log", log.id, "because")


def test_only_drafts_nobody_refers_to_are_deleted(desk: Desk) -> None:
    draft = desk.create("clara", "case", {**GOOD, "lines": [{"label": "a"}]})
    with desk.as_("clara") as tx:
        records.delete(tx, "case", draft.id)
    with nothing_changes(desk, NotFound):
        desk.change("clara", "case", draft.id, {"n": 1})
    submitted = desk.create("clara", "case", GOOD, "open")
    with nothing_changes(desk, Conflict), desk.as_("clara") as tx:
        records.delete(tx, "case", submitted.id)
    referred = desk.create("clara", "case", GOOD)
    desk.create("clara", "log", {"label": "a", "case": referred.id})
    with nothing_changes(desk, Conflict), desk.as_("clara") as tx:
        records.delete(tx, "case", referred.id)
