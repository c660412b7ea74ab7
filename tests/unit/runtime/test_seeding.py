"""Demonstration data: loaded as steps people could have taken, once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dougong.platform.identity import head_of
from dougong.platform.resources import packs_folder
from dougong.runtime.pages.views.coming import coming
from dougong.runtime.pages.views.inbox import inbox_view
from dougong.runtime.seeding import PASSWORD, seed
from tests.unit.runtime.desk import Desk

PACK = packs_folder() / "qms_erp"
LOGINS = {
    "admin",
    "wujing",
    "heli",
    "zhoumin",
    "liqiang",
    "linlan",
    "chenzhiyuan",
    "zhaogang",
    "sunlei",
    "qianfang",
}


def test_seeding_twice_loads_once(company: Desk) -> None:
    before = company.counts()
    again = seed(company.storage, PACK, company.drain)
    assert not again.loaded
    assert {one["login"] for one in again.logins} == LOGINS
    assert company.counts() == before


def test_what_is_loaded_has_gone_through_the_house(company: Desk) -> None:
    """Numbers, stock, tasks and messages are there as if people had worked."""
    good = company.find("stock_balance", batch="2447-B3", store="good")
    pending = company.find("stock_balance", batch="HR-1122-3", store="pending")
    assert good is not None and good.values["quantity"].value == 1200
    assert pending is not None and pending.values["quantity"].value == 2500
    assert len(company.open_tasks(form="inspection")) == 4
    assert {row["state"] for row in company.rows("message")} == {"confirmed"}
    assert all(row["run_at"] > company.clock.now for row in company.rows("job"))
    assert company.find("nonconformance", batch="HR-1122-3") is not None


def test_a_step_is_its_persons_and_an_import(company: Desk) -> None:
    order = company.find("purchase_order", purpose="sample")
    assert order is not None
    assert order.system.created_by == company.actor("wujing").id
    created = company.events(order.id)[0]
    assert (created["cause"]["kind"], created["cause"]["ref"]) == ("import", "qms_erp")


def test_people_can_sign_in(company: Desk) -> None:
    from dougong.platform.identity import matches, user_by_login

    with company.looking() as tx:
        for login in LOGINS:
            user = user_by_login(tx, login)
            assert user is not None and matches(user["password_hash"], PASSWORD)


def test_departments_have_their_heads(company: Desk) -> None:
    with company.looking() as tx:
        heads = {code: head_of(tx, code) for code in ("QA", "PUR", "WH", "PRD", "ENG", "PMC")}
    wanted = {
        "QA": "linlan",
        "PUR": "wujing",
        "WH": "heli",
        "PRD": "zhaogang",
        "ENG": "sunlei",
        "PMC": "qianfang",
    }
    assert heads == {code: company.actor(login).id for code, login in wanted.items()}


def test_rows_are_named_by_one_of_their_fields(company: Desk) -> None:
    """A step fills in rows that are there by what stands in them."""
    lot = company.find("inspection", batch="HR-1122-3")
    assert lot is not None
    thickness = next(row for row in lot.values["items"] if row["balloon"] == "6")
    assert thickness["bad"] == 2


def test_steps_lie_in_the_past(company: Desk) -> None:
    """History was made on working days before today, with its due times."""
    lot = company.find("inspection", batch="T2610-28B")
    assert lot is not None and lot.values["verdict"] == "accepted"
    days = (company.clock.now - lot.values["judged_at"]).days
    assert 20 < days < 35 and lot.values["judged_at"].weekday() < 5
    case = company.find("nonconformance", batch="T2611-22A")
    assert case is not None and case.state == "review"
    waiting = company.find("inspection", batch="HR-1123-7")
    assert waiting is not None
    regimes = {row["severity"]: row["regime"] for row in waiting.values["plans"]}
    assert regimes == {"critical": "normal", "major": "tightened", "minor": "normal"}


@pytest.mark.parametrize("login", sorted(LOGINS))
def test_everybody_finds_work_or_reads_where_it_comes_from(lite_company: Desk, login: str) -> None:
    """Who has no task reads of every flow that brings them some, or that none does by their roles."""
    with lite_company.looking(login) as tx:
        view = inbox_view(tx, {})
        roles = {f"role:{role}" for role in tx.actor.roles}
        flows = [one for one in tx.library.all("flow") if roles.intersection(_asked(one.body))]
    assert view.groups if view.coming is None else len(view.coming.sources) == len(flows)


def test_a_flow_that_others_call_is_told_with_who_calls_it(lite_company: Desk) -> None:
    """Who votes on concessions has tasks of a flow that no event begins by itself."""
    with lite_company.looking("wujing") as tx:
        told = coming(tx).sources
    assert told == ["流程“不合格处理”由“紧急放行”、“来料检验”、“复检”发起后，会把任务放到这里"]


def _asked(part: Any) -> Iterator[str]:
    """Roles that tasks anywhere in a definition are for."""
    if isinstance(part, dict):
        if str(part.get("do", "")).startswith("task."):
            yield from [part["to"]] if isinstance(part["to"], str) else part["to"]
        for inner in part.values():
            yield from _asked(inner)
    elif isinstance(part, list | tuple):
        for inner in part:
            yield from _asked(inner)
