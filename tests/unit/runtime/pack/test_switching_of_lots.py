"""What moves the sampling of a supplier's material: lots that were inspected, and the quality manager."""

from __future__ import annotations

from typing import Any

import pytest

from dougong.platform.problems import Problem
from tests.unit.runtime.desk import Desk
from tests.unit.runtime.pack.standards import MAJOR, SCRATCH, arrived, judged, standard

MINOR = {"severity": "minor", "scheme": "aql", "level": "ii", "aql": "1.5"}
LABEL = {"balloon": "2", "name": "标签", "kind": "attribute", "severity": "minor"}


def classes(company: Desk) -> dict[str, dict[str, Any]]:
    """By severity, what is known of each class."""
    found = company.find("sampling_state", material=arrived(company, "Z").values["material"])
    assert found is not None
    return {row["severity"]: row for row in found.values["classes"]}


def state(company: Desk) -> str:
    found = company.find("sampling_state", supplier=arrived(company, "Z2").values["supplier"])
    assert found is not None
    return found.id


def test_a_class_nobody_looked_at_does_not_count(company: Desk) -> None:
    """A lot rejected early says nothing of the class that was not inspected to the end."""
    standard(company, SCRATCH, LABEL, plans=[MAJOR, MINOR])
    judged(company, arrived(company, "B1"), verdict="rejected", rows={"1": {"found": 9}})
    found = classes(company)
    assert found["major"]["series"] == "R" and not found["minor"]["series"]
    lot = arrived(company, "B2")
    judged(company, lot, verdict="accepted", rows={"1": {"found": 0}, "2": {"found": 0}})
    assert len(classes(company)["minor"]["series"]) == 1


def test_reduced_is_agreed_to_and_withdrawn_by_the_quality_manager(company: Desk) -> None:
    standard(company, SCRATCH)
    for number in range(10):
        lot = arrived(company, f"B{number}")
        judged(company, lot, verdict="accepted", rows={"1": {"found": 0}})
    assert classes(company)["major"]["regime"] == "normal", "earned, but nobody has agreed"
    with pytest.raises(Problem):
        company.act("zhoumin", "sampling_state", state(company), "agree", {"basis": "过程稳定"})
    company.act("linlan", "sampling_state", state(company), "agree", {"basis": "过程稳定"})
    assert classes(company)["major"]["regime"] == "reduced"
    assert arrived(company, "B20").values["plans"][0]["regime"] == "reduced"
    company.act("linlan", "sampling_state", state(company), "withdraw", {"basis": "换线"})
    assert classes(company)["major"]["regime"] == "normal"


def test_discontinued_sampling_is_resumed_on_tightened(company: Desk) -> None:
    standard(company, SCRATCH)
    for number in range(7):
        lot = arrived(company, f"B{number}")
        judged(company, lot, verdict="rejected", rows={"1": {"found": 9}})
    assert classes(company)["major"]["regime"] == "discontinued"
    with pytest.raises(Problem):
        company.act("linlan", "sampling_state", state(company), "withdraw", {"basis": "x"})
    company.act("linlan", "sampling_state", state(company), "resume", {"basis": "8D 已关闭"})
    assert classes(company)["major"]["regime"] == "tightened"
