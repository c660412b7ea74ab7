"""Lots inspected by a standard: their plan, what is judged for whom, how sampling moves on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dougong.platform.problems import Problem
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.standards import MAJOR, SCRATCH, THICKNESS, arrived, judged, standard

GOOD = ["9.4", "8.3", "9.1", "10.1", "8.8", "9.2", "9.0", "9.7"]
MINOR = {"severity": "minor", "scheme": "aql", "level": "ii", "aql": "1.5"}
CERTIFICATE = {"balloon": "10", "name": "材质证明", "kind": "document", "severity": "major"}


def rows(lot: Any, field: str) -> dict[str, Any]:
    return {row["balloon"]: row[field] for row in lot.values["items"]}


def refused(company: Desk, lot: Any, who: str = "zhoumin", **values: Any) -> list[tuple[str, str]]:
    with pytest.raises(Problem) as caught:
        judged(company, lot, who, **values)
    return [(one.path, one.message.render("zh")) for one in caught.value.fields]


def test_each_class_has_its_own_plan(company: Desk) -> None:
    label = {"balloon": "2", "name": "标签", "kind": "attribute", "severity": "minor"}
    standard(company, SCRATCH, label, THICKNESS, CERTIFICATE, plans=[MAJOR, MINOR])
    lot = arrived(company, "B1")
    plans = {row["severity"]: [row[k] for k in ("letter", "size", "ac", "re", "regime")]
             for row in lot.values["plans"]}  # fmt: skip
    assert plans == {"major": ["L", 200, 3, 4, "normal"], "minor": ["L", 200, 7, 8, "normal"]}
    assert rows(lot, "size") == {"1": 200, "2": 200, "6": 8, "10": 1}
    assert rows(lot, "re") == {"1": 4, "2": 8, "6": 1, "10": 1}
    assert lot.values["sample_size"] == 200


def test_a_lot_smaller_than_its_sample_is_inspected_whole(company: Desk) -> None:
    standard(company, plans=[{**MAJOR, "aql": "0.1"}])
    lot = arrived(company, "B1", quantity="40")
    assert lot.values["plans"][0]["size"] == 40 and rows(lot, "size") == {"1": 40, "6": 8}


def test_the_verdict_is_proposed_from_what_was_found(company: Desk) -> None:
    standard(company)
    lot = arrived(company, "B1")
    bad = {"values": ["9.4", "8.3", "7.2", *GOOD[3:]]}
    assert refused(company, lot, verdict="accepted", rows={"1": {"found": 1}}) == [
        ("items", "还有检验项目没有检完，不能判合格")
    ]
    ((path, words),) = refused(company, lot, verdict="accepted", rows={"1": {"found": 1}, "6": bad})
    assert path == "verdict" and "特采" in words
    ((path, words),) = refused(
        company, lot, verdict="rejected", rows={"1": {"found": 3}, "6": {"values": GOOD}}
    )
    assert path == "remark"
    done = judged(company, lot, verdict="rejected", rows={"1": {"found": 1}, "6": bad}).record
    assert rows(done, "bad") == {"1": 1, "6": 1}
    assert rows(done, "result") == {"1": "ok", "6": "ng"}
    assert done.values["plans"][0]["result"] == "accepted"


def test_characteristics_are_neither_added_nor_left_out(company: Desk) -> None:
    standard(company)
    lot = arrived(company, "B1")
    more = [{"id": row["id"]} for row in lot.values["items"]] + [{"found": 0}]
    assert refused(company, lot, verdict="rejected", items=more)[0][0].startswith("items")
    done = judged(company, lot, verdict="rejected", rows={"1": {"found": 9}}).record
    assert len(done.values["items"]) == 2


def test_two_rejected_lots_tighten_and_five_accepted_go_back(company: Desk) -> None:
    standard(company, SCRATCH)
    regimes, causes = [], []
    for number, found in enumerate([4, 0, 5, 0, 0, 0, 0, 0, 0]):
        lot = arrived(company, f"B{number}")
        plan = lot.values["plans"][0]
        regimes.append(plan["regime"])
        causes.append(plan["cause"])
        judged(
            company, lot, verdict="rejected" if found else "accepted", rows={"1": {"found": found}}
        )
    assert regimes == ["normal"] * 3 + ["tightened"] * 5 + ["normal"]
    assert causes[3] == "two_rejected" and causes[-1] == "five_accepted"
    assert "拒收 1 批转加严" in arrived_outlook(company, "X1")


def arrived_outlook(company: Desk, batch: str) -> str:
    """What the plan of the next lot says would change its regime, after one rejected lot."""
    lot = arrived(company, batch)
    judged(company, lot, verdict="rejected", rows={"1": {"found": 9}})
    return str(arrived(company, f"{batch}b").values["plans"][0]["outlook"])


def test_an_exempt_lot_checks_papers_only_and_one_rejection_revokes_it(company: Desk) -> None:
    standard(company, SCRATCH, CERTIFICATE)
    until = (company.clock.now + timedelta(days=90)).date().isoformat()
    company.create("chenzhiyuan", "supplier_material", {
        "supplier": {"code": "S-001"}, "material": {"code": "T-132"}, "mode": "exempt",
        "valid_until": until, "reason": "连续 20 批合格"})  # fmt: skip
    lot = arrived(company, "B1")
    assert lot.values["mode"] == "exempt" and lot.values["plans"] == []
    assert rows(lot, "name") == {"10": "材质证明"}
    judged(company, lot, verdict="accepted", rows={"10": {"found": 0}})
    second = arrived(company, "B2")
    judged(company, second, verdict="rejected", rows={"10": {"found": 1}})
    terms = company.find("supplier_material", reason="连续 20 批合格")
    assert terms is not None and terms.values["mode"] == "sampling" and terms.values["revoked_on"]
    assert arrived(company, "B3").values["mode"] == "sampling"


def test_an_exemption_that_has_run_out_is_none(company: Desk) -> None:
    standard(company)
    until = company.clock.now.date().isoformat()
    company.create("chenzhiyuan", "supplier_material", {
        "supplier": {"code": "S-001"}, "material": {"code": "T-132"}, "mode": "exempt",
        "valid_until": until, "reason": "试用"})  # fmt: skip
    company.clock.now += timedelta(days=2)
    assert arrived(company, "B1").values["mode"] == "sampling"


def test_of_skipped_lots_every_third_is_inspected(company: Desk) -> None:
    standard(company, SCRATCH, CERTIFICATE)
    until = (company.clock.now + timedelta(days=90)).date().isoformat()
    company.create("chenzhiyuan", "supplier_material", {
        "supplier": {"code": "S-001"}, "material": {"code": "T-132"}, "mode": "skip", "one_in": 3,
        "valid_until": until, "reason": "稳定"})  # fmt: skip
    modes = []
    for number in range(6):
        lot = arrived(company, f"B{number}")
        modes.append(lot.values["mode"])
        found = {"10": {"found": 0}, **({"1": {"found": 0}} if modes[-1] == "sampling" else {})}
        judged(company, lot, verdict="accepted", rows=found)
    assert modes == ["skip", "skip", "sampling"] * 2


def test_a_gauge_out_of_calibration_is_refused(company: Desk) -> None:
    standard(company, THICKNESS)
    late = (company.clock.now - timedelta(days=3)).date().isoformat()
    gauge = company.create("chenzhiyuan", "gauge", {
        "code": "KC-099", "name": "涂层测厚仪", "type": "thickness", "calibration_due": late})  # fmt: skip
    lot = arrived(company, "B1")
    filled = {"6": {"values": GOOD, "gauge": gauge.id}}
    ((path, words),) = refused(company, lot, verdict="accepted", rows=filled)
    assert path == "items" and "校准已过期" in words
    company.change("chenzhiyuan", "gauge", gauge.id, {"calibration_due": "2030-01-01", "grr": "31"})
    ((path, words),) = refused(company, lot, verdict="accepted", rows=filled)
    assert path == "items" and "GRR 超过 30%" in words
    row = company.record("inspection", lot.id).values["items"][0]
    assert row["gauge_ok"] is not False, "nothing half done"
    changed = company.change("chenzhiyuan", "gauge", gauge.id, {"grr": "12.5"})
    assert changed.values["capability"] == " · GRR 12.5%"
    assert judged(company, lot, verdict="accepted", rows=filled).record.system.state == "judged"


def test_only_a_qualified_inspector_judges(company: Desk) -> None:
    people = [{"person": company.actor("liqiang").id, "valid_until": "2030-01-01"}]
    needed = company.create(
        "linlan", "qualification", {"title": "紧固件来料检验", "people": people}
    )
    standard(company, SCRATCH, qualification=needed.id)
    lot = arrived(company, "B1")
    ((path, words),) = refused(company, lot, verdict="accepted", rows={"1": {"found": 0}})
    assert path == "verdict" and "没有这份标准要求的有效检验资格" in words
    done = judged(company, lot, "liqiang", verdict="accepted", rows={"1": {"found": 0}})
    assert done.record.system.state == "judged"


def test_a_defect_code_of_another_trade_is_warned_of(company: Desk) -> None:
    standard(company, SCRATCH, defect_codes=[{"code": "sur_scratch"}])
    for code, warned in (("sur_scratch", False), ("ele_function", True)):
        lot = arrived(company, f"B-{code}")
        defects = [{"code": code, "severity": "major", "pieces": 1}]
        done = judged(company, lot, verdict="accepted", rows={"1": {"found": 1}}, defects=defects)
        assert any("不在这份标准" in one.message.render("zh") for one in done.warnings) is warned


def test_defects_written_down_count_in_their_class(company: Desk) -> None:
    """Nobody counts them twice: the greater of the two says how many were found."""
    critical = {"severity": "critical", "scheme": "zero", "size": 50}
    standard(company, SCRATCH, plans=[critical, MAJOR])
    lot = arrived(company, "B1")
    scratched = {"code": "sur_scratch", "severity": "major", "pieces": 20}
    wrong = {"code": "mat_wrong", "severity": "critical", "pieces": 1}
    for defects in ([scratched], [wrong]):
        ((path, words),) = refused(
            company, lot, verdict="accepted", rows={"1": {"found": 2}}, defects=defects
        )
        assert path == "verdict" and "已达拒收数" in words
    few = [{**scratched, "pieces": 3}]
    done = judged(company, lot, verdict="accepted", rows={"1": {"found": 2}}, defects=few).record
    assert done.values["plans"][1]["found"] == 3


def test_what_was_not_measured_is_not_accepted(company: Desk) -> None:
    """Places marked as not measured: one piece at least is, of a critical characteristic every one."""
    hard = {**THICKNESS, "balloon": "7", "severity": "critical"}
    critical = {"severity": "critical", "scheme": "zero", "size": 8}
    standard(company, THICKNESS, hard, plans=[critical, MAJOR])
    lot = arrived(company, "B1")
    some, none = [GOOD[0], *["na"] * 7], ["na"] * 8
    for first, second in ((none, GOOD), (GOOD, some)):
        filled = {"6": {"values": first}, "7": {"values": second}}
        ((path, _),) = refused(company, lot, verdict="accepted", rows=filled)
        assert path == "items"
    filled = {"6": {"values": some}, "7": {"values": GOOD}}
    assert judged(company, lot, verdict="accepted", rows=filled).record.system.state == "judged"
