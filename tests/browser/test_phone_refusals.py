"""What is refused, on the phone (B2, C1): why, the way out, and nothing half done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, Sit
from tests.browser.readers import nothing_in_the_way
from tests.e2e.company import ADMIN, INSPECTOR, JSON, MANAGER, WAREHOUSE, Company, eventually
from tests.e2e.rejected_goods import ENGINEER, PASSWORD, Rejected, part

pytestmark = pytest.mark.browser
MATERIAL = "C-130"


@pytest.fixture
def planned(company: Company) -> JSON:
    """An inspection by a standard that asks for a qualification the inspector has not, measured
    with a gauge that ran out yesterday."""
    yesterday = (date.today() - timedelta(days=1)).isoformat()
    gauge = company.create(ENGINEER, "gauge", {
        "code": "KC-901", "name": "涂层测厚仪", "type": "thickness", "calibration_due": yesterday})  # fmt: skip
    people = [{"person": gauge["created_by"], "valid_until": "2099-01-01"}]
    needed = company.create(MANAGER, "qualification", {"title": "端子来料检验", "people": people})
    drafted = company.create(ENGINEER, "standard", {
        "material": {"code": MATERIAL}, "title": "来料检验", "qualification": needed["id"],
        "plans": [{"severity": "major", "scheme": "aql", "level": "ii", "aql": "0.65"}],
        "characteristics": [{"balloon": "6", "name": "涂层厚度", "kind": "measured",
                             "severity": "major", "lower": "8", "upper": "15", "unit": "µm",
                             "decimals": 1, "own_size": 2}],
    })  # fmt: skip
    company.act(
        MANAGER, "standard", drafted["id"], "approve", {"signature": {"password": PASSWORD}}
    )
    order = company.approved_order(material=MATERIAL)
    task = company.task_for(company.posted_arrival(order, "PHONE-GAUGE", "100"))
    lot = company.read(INSPECTOR, "inspection", task["record"])
    (row,) = [one for one in lot["items"] if one["kind"] == "measured"]
    rest = [{"id": one["id"], "found": 0} for one in lot["items"] if one["id"] != row["id"]]
    measured = {"id": row["id"], "gauge": gauge["id"], "values": ["9.1", "9.4"]}
    kept = company.as_(INSPECTOR).patch(
        f"/api/records/inspection/{lot['id']}",
        json={"items": [measured, *rest], "verdict": "accepted"},
    )
    assert kept.status_code == 200, kept.text
    return task


def test_an_expired_gauge_and_a_missing_qualification(
    sit: Sit, company: Company, planned: JSON
) -> None:
    desk = sit(INSPECTOR, phone=True)
    desk.open(f"/tasks/{planned['id']}")
    # Told before the work, not only after it.
    expect(desk.page.locator(".dg-banner", has_text="请转给有资格的检验员")).to_be_visible()
    expect(desk.page.get_by_text(re.compile("KC-901.*不可使用"))).to_be_visible()
    desk.shot("refused-gauge-before")
    nothing_in_the_way(desk)
    desk.press("去判定")
    desk.press("判定")
    told = desk.page.locator(".dg-problems")
    expect(told).to_contain_text("请改用有效的量具重新测量")
    expect(told).to_contain_text("请转给有资格的检验员")
    desk.shot("refused-gauge")
    desk.fits()
    assert company.read(MANAGER, "inspection", planned["record"])["state"] == "open"


def test_a_concession_on_a_critical_characteristic(sit: Sit, company: Company) -> None:
    lot = critical(company, "PHONE-CRIT")
    desk = sit(ENGINEER, phone=True)
    desk.open(f"/tasks/{lot.task(ENGINEER, lot.case['id'])['id']}")
    desk.field("dispositions").locator("[data-line-add]").tap()
    desk.page.locator("[name='dispositions.0.disposition']").select_option("concession")
    desk.page.locator("[name='dispositions.0.quantity']").fill("120")
    act = desk.page.locator("button.is-primary[form=entry]")
    expect(act).to_have_text("多出 20 件")
    expect(act).to_be_disabled()
    desk.page.locator("[name='dispositions.0.quantity']").fill("100")
    desk.page.locator("[name='dispositions.0.condition']").fill("仅 FG-100")
    until = (date.today() + timedelta(days=5)).isoformat()
    desk.page.locator("[name='dispositions.0.until']").fill(until)
    expect(act).to_be_enabled()
    act.tap()
    told = desk.page.locator(".dg-problems")
    expect(told).to_contain_text("不允许特采；请改为挑选、返工、退货或报废")
    desk.shot("refused-critical")
    desk.fits()
    nothing_in_the_way(desk)
    case = company.read(MANAGER, "nonconformance", lot.case["id"])
    assert (case["state"], case["dispositions"]) == ("open", [])


def critical(company: Company, batch: str) -> Rejected:
    arrival = company.posted_arrival(company.approved_order(), batch, "100")
    task = company.task_for(arrival)
    defects = [{"code": "sur_rust", "severity": "critical", "pieces": 3}]
    assert company.judge(task, "rejected", remark="锈蚀", defects=defects).status_code == 200
    case = eventually(
        lambda: company.find(MANAGER, "nonconformance", f"batch == '{batch}'"), "the report"
    )[0]
    return Rejected(company, batch, arrival, case)


def test_who_inspected_has_no_vote_and_two_who_decide_at_once(sit: Sit, company: Company) -> None:
    lot = Rejected.lot(company, "PHONE-TWO")
    lot.proposed(part("return", "100", exchange="replace"))
    task = lot.task(MANAGER, lot.case["id"])
    looks_on = sit(INSPECTOR, phone=True)
    looks_on.open(f"/records/nonconformance/{lot.case['id']}")
    expect(looks_on.page.get_by_text("本批检验员不参加评审").first).to_be_attached()
    first, second = sit(MANAGER, phone=True), sit(MANAGER, phone=True)
    for desk in (first, second):
        desk.open(f"/tasks/{task['id']}")
    first.press("同意")
    lot.closed()
    second.press("同意")
    second.page.wait_for_load_state("networkidle")
    second.shot("refused-second")
    print(second.page.locator("main").inner_text())
    expect(second.page.locator("main")).to_contain_text(re.compile("已经有结论"))
    second.fits()
    assert lot.lies() == {"returned": "100"}


def test_an_arrival_is_not_reversed_after_its_verdict(sit: Sit, company: Company) -> None:
    arrival = company.posted_arrival(company.approved_order(), "PHONE-REV", "100")
    company.judge(company.task_for(arrival), "accepted")
    eventually(lambda: company.stock("PHONE-REV").get("good"), "the goods in the store")
    desk = sit(WAREHOUSE, phone=True)
    desk.open(f"/records/arrival/{arrival['id']}")
    desk.shot("refused-reversal")
    button = desk.page.get_by_role("button", name=re.compile("^反审核"))
    expect(button.first).to_have_attribute("aria-disabled", "true")
    expect(desk.page.locator("main")).to_contain_text("退货")
    desk.fits()
    assert company.read(WAREHOUSE, "arrival", arrival["id"])["state"] == "posted"


@pytest.fixture
def closed_month(company: Company) -> Iterator[None]:
    """The books of this month are closed, until afterwards."""
    today = date.today()
    month = {"year": today.year, "month": today.month}
    found = f"year == {today.year} and month == {today.month}"
    there = company.find(ADMIN, "accounting_period", found)
    at = there[0]["id"] if there else company.create(ADMIN, "accounting_period", month)["id"]

    def put(closed: bool) -> None:
        answer = company.as_(ADMIN).patch(
            f"/api/records/accounting_period/{at}", json={"closed": closed}
        )
        assert answer.status_code == 200

    put(closed=True)
    yield
    put(closed=False)


def test_a_closed_month_stops_the_document_and_says_so(
    sit: Sit, company: Company, closed_month: None
) -> None:
    lot = Rejected.lot(company, "PHONE-BOOKS")
    lot.proposed(part("scrap", "100"))
    desk = sit(MANAGER, phone=True)
    desk.open(f"/tasks/{lot.task(MANAGER, lot.case['id'])['id']}")
    desk.press("同意")
    stopped(desk, lot)
    assert company.stock("PHONE-BOOKS") == {"pending": "100"}


def stopped(desk: Desk, lot: Rejected) -> None:
    """The flow stands still where the books are closed, and says what to do."""
    at = f"/records/nonconformance/{lot.case['id']}?tab=flows"

    def look() -> bool | None:
        desk.open(at)
        return desk.page.get_by_text("已关账").count() > 0 or None

    eventually(look, "the closed month at the flow")
    desk.shot("refused-closed-month")
    desk.fits()
