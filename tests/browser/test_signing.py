"""A standard is approved with a signature (B2): what is signed stands before one's eyes, the signature
under it afterwards."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Sit
from tests.browser.readers import nothing_in_the_way
from tests.e2e.company import MANAGER, Company
from tests.e2e.rejected_goods import ENGINEER, PASSWORD

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("phone", "material"), [(False, "U-112"), (True, "R-113")], ids=["desk", "phone"]
)
def test_a_standard_is_approved_with_ones_own_password(
    sit: Sit, company: Company, phone: bool, material: str
) -> None:
    drafted = company.create(ENGINEER, "standard", {
        "material": {"code": material}, "title": "来料检验",
        "plans": [{"severity": "major", "scheme": "aql", "level": "ii", "aql": "0.65"}],
        "characteristics": [{"balloon": "1", "name": "外观", "kind": "attribute", "severity": "major"}],
    })  # fmt: skip
    desk = sit(MANAGER, phone=phone)
    desk.open(f"/records/standard/{drafted['id']}")
    desk.press("批准")
    box = desk.page.locator("dialog[open]")
    expect(box.locator("input[type=password]")).to_be_visible()
    expect(box).to_contain_text("用于电子签名：批准")
    box.locator("input[type=password]").fill("123456")
    box.get_by_role("button", name="批准").click()
    box = desk.page.locator("dialog[open]")
    expect(box.locator(".dg-wrong")).to_contain_text("密码不正确")
    desk.shot(f"sign-{'phone' if phone else 'desk'}")
    desk.fits()
    nothing_in_the_way(desk)
    assert company.read(MANAGER, "standard", drafted["id"])["state"] == "draft"
    box.locator("input[type=password]").fill(PASSWORD)
    box.get_by_role("button", name="批准").click()
    expect(desk.page.locator(".dg-entry", has_text="已电子签名").first).to_contain_text("林岚")
    desk.shot(f"signed-{'phone' if phone else 'desk'}")
    nothing_in_the_way(desk)
