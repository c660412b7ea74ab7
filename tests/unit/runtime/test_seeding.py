"""Demonstration data: loaded as steps people could have taken, once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from dougong.platform.identity import head_of
from dougong.platform.resources import packs_folder
from dougong.runtime.pages.views.coming import coming
from dougong.runtime.pages.views.inbox import inbox_view
from dougong.runtime.pages.views.list import list_view
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
    assert Counter(
        row["state"] for row in company.rows("message") if row["state"] != "confirmed"
    ) == {"refused": 1}, "one stock-in stands still: the month was closed by mistake for a while"
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


WAITS = {
    "wujing": ["AD-2611-18", "JY-2611-09"],
    "heli": ["AD-2611-21"],
    "zhoumin": ["JY-2611-07", "T2611-24A", "HR-1123-7"],
    "liqiang": ["JY-2611-07", "T2611-24A", "2447-B4", "HR-1123-7"],
    "linlan": ["T2611-24A", "T2611-22A", "JY-2611-09"],
    "chenzhiyuan": ["HR-1122-3"],
    "zhaogang": ["T2611-24A", "AD-2611-21"],
    "sunlei": ["T2611-22A", "AD-2611-18"],
    "qianfang": ["AD-2611-18"],
}


@pytest.mark.parametrize("login", WAITS)
def test_each_of_the_people_has_something_to_do(lite_company: Desk, login: str) -> None:
    with lite_company.looking(login) as tx:
        rows = [row for group in inbox_view(tx, {}).groups for row in group.rows]
    assert [next(b for b in WAITS[login] if b in row.about.whole) for row in rows] == WAITS[login]


def test_who_is_asked_for_an_opinion_reads_by_whom(lite_company: Desk) -> None:
    with lite_company.looking("qianfang") as tx:
        (row,) = inbox_view(tx, {}).groups[0].rows
    assert (row.whom, row.action) == ("孙磊 征求您的意见", "提交意见")


def test_lots_stand_at_every_stage(lite_company: Desk) -> None:
    with lite_company.looking("heli") as tx:
        board = list_view(tx, "incoming_board", "/lists/incoming_board", {}).board
    assert board is not None
    assert [len(column.cards) for column in board] == [2, 1, 4, 2, 1]


def test_what_was_decided_has_its_documents(lite_company: Desk) -> None:
    """A concession, a sorting that goes on, a return with its claim, a release before the result."""
    for form, batch, state in [
        ("concession", "AD-2611-21", "granted"),
        ("treatment", "AD-2611-21", "open"),
        ("return_to_supplier", "HR-1113-2", "posted"),
        ("emergency_release", "2447-B4", "released"),
        ("emergency_release", "T2611-24A", "asked"),
    ]:
        made = lite_company.find(form, batch=batch)
        assert made is not None and made.state == state, (form, batch)
    begun = lite_company.find("inspection", batch="2447-B4")
    assert begun is not None and begun.state == "open" and begun.values["stage"] == "inspecting"


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
