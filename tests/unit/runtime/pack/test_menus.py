"""Which places come first for whom; on phones the first three stand beside the inbox."""

from __future__ import annotations

import pytest

from dougong.platform.identity import create_user
from dougong.platform.web.shell import pack_entries
from tests.unit.runtime.desk import Desk

EVERY = {
    "inspections", "nonconformances", "orders", "arrivals", "stock", "suppliers", "materials",
    "standards", "deliveries", "sampling", "board",
}  # fmt: skip
OF_QUALITY = {"gauges"}


def places(desk: Desk, who: str) -> list[str]:
    with desk.looking(who) as tx:
        return [entry.id for entry in pack_entries(tx)]


@pytest.mark.parametrize(
    ("who", "first"),
    [
        ("heli", ["arrivals", "orders", "stock", "board"]),
        ("zhoumin", ["inspections", "board", "nonconformances", "arrivals"]),
        ("wujing", ["orders", "suppliers", "arrivals", "inspections"]),
        ("linlan", ["inspections", "nonconformances", "board", "orders"]),
    ],
)
def test_every_role_has_its_own_first(lite_company: Desk, who: str, first: list[str]) -> None:
    found = places(lite_company, who)
    assert found[:4] == first
    assert set(found) - OF_QUALITY == EVERY and len(found) == len(set(found))
    assert ("gauges" in found) is (who in ("zhoumin", "linlan"))


def test_of_several_roles_each_is_near(lite_company: Desk) -> None:
    with lite_company.service() as tx:
        create_user(tx, "both", "Both", None, ("warehouse", "buyer"), None, language="zh")
    assert places(lite_company, "both")[:4] == ["orders", "arrivals", "suppliers", "stock"]
