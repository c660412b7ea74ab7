"""Photos and files in the browser: chosen, pasted, dropped; put right; looked at large; kept in drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.e2e.company import eventually
from tests.e2e.gate import HOST, PACK
from tests.services.pictures import PDF, phone_photo, picture
from tests.services.served import Served

pytestmark = pytest.mark.browser
ADD = ".dg-filing-add button"
SIZES = pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])


@pytest.fixture(scope="session")
def people(served: Served) -> str:
    """The gate stands in the house; the host's password."""
    served.command("pack", "install", str(PACK))
    told = served.command(
        "user", "create", "--login", HOST, "--name", HOST, "--role", "host", "--role", "reception"
    )
    return told.split()[-1]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, content in {
        "车头.jpg": phone_photo(), "车尾.png": picture("PNG", (300, 200), "orange"), "证件.pdf": PDF,
        "坏.jpg": b"MZ\x90\0" + b"\0" * 99, "大.jpg": b"\xff\xd8" + b"\0" * 2_100_000,
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.fixture
def host(
    browser: Any, served: Served, people: str, request: pytest.FixtureRequest
) -> Iterator[Any]:
    """A host, at a desk or with a phone; nothing the browser complains about goes unseen."""
    from tests.browser.conftest import DESK, PHONE, SHOTS

    made: list[Desk] = []

    def sit(phone: bool, script: bool = True) -> Desk:
        look = PHONE if phone else DESK
        desk = Desk(
            browser.new_context(**look, locale="zh-CN", java_script_enabled=script),
            served.url, SHOTS,
        )  # fmt: skip
        made.append(desk)
        desk.page.goto(f"{served.url}/sign-in?next=/records/gate_check/new")
        desk.page.fill("[name=login]", HOST)
        desk.page.fill("[name=password]", people)
        desk.page.locator("form button.is-primary").click()
        desk.page.wait_for_url("**/gate_check/new")
        if script:
            desk.page.wait_for_load_state("networkidle")
        return desk

    yield sit
    faults = [fault for desk in made for fault in desk.faults]
    for desk in made:
        desk.page.context.close()
    assert not faults, "\n".join(faults)


def add(desk: Desk, place: str, *paths: Path) -> None:
    """Choose files through the control's own button."""
    with desk.page.expect_file_chooser() as chooser:
        desk.page.locator(f"{place} {ADD}").first.click()
    chooser.value.set_files([str(one) for one in paths])


def names(page: Page, place: str) -> list[str]:
    tiles = page.locator(f"{place} .dg-file.is-kept > a")
    return [str(tiles.nth(n).get_attribute("title")) for n in range(tiles.count())]


def save(desk: Desk) -> None:
    desk.press("存为草稿")


PHOTOS, PAPERS = '[data-field="photos"]', '[data-field="papers"]'


@SIZES
def test_photos_are_added_put_right_saved_and_looked_at(
    host: Any, files: Path, phone: bool
) -> None:
    desk = host(phone)
    page = desk.page
    add(desk, PHOTOS, files / "车头.jpg", files / "车尾.png")
    add(desk, PAPERS, files / "证件.pdf")
    expect(page.locator(f"{PHOTOS} .is-kept img")).to_have_count(2)
    expect(page.locator(f"{PAPERS} .is-kept")).to_contain_text("证件.pdf")
    expect(desk.field("pictures")).to_contain_text("2")
    page.get_by_role("button", name="把 车尾.png 前移一位").click()
    assert names(page, PHOTOS) == ["车尾.png", "车头.jpg"]
    page.get_by_role("button", name="移除 车头.jpg").click()
    expect(page.locator(PHOTOS)).to_contain_text("已移除 车头.jpg。")
    expect(desk.field("pictures")).to_contain_text("1")
    desk.press("撤销")
    assert names(page, PHOTOS) == ["车尾.png", "车头.jpg"]
    desk.fits()
    desk.shot(f"photos-{'phone' if phone else 'desk'}")
    save(desk)
    page.wait_for_url("**/records/gate_check/*told=created")
    expect(page.locator(".dg-pairs [data-photo] img")).to_have_count(2)
    page.locator(".dg-pairs [data-photo]").first.click()
    box = page.locator(".dg-lightbox")
    expect(box).to_contain_text("车尾.png · 1 / 2")
    page.keyboard.press("ArrowRight")
    expect(box).to_contain_text("车头.jpg · 2 / 2")
    box.locator("img").evaluate("image => image.decode()")
    seen, whole = box.locator("img").bounding_box(), page.viewport_size
    assert seen and whole and seen["y"] + seen["height"] <= whole["height"] and seen["height"] > 100
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)


@SIZES
def test_line_items_have_photos_behind_a_camera(host: Any, files: Path, phone: bool) -> None:
    desk = host(phone)
    page = desk.page
    page.fill("[name=why]", "下雨")
    desk.press("加一行")
    desk.fill("items.0.what", "电脑")
    opener = page.locator('[data-field="items.0.photos"] .dg-filing-open')
    opener.click()
    add(desk, "dialog[open]", files / "车头.jpg", files / "车尾.png")
    expect(page.locator("dialog[open] .is-kept img")).to_have_count(2)
    desk.press("完成", page.locator("dialog[open]"))
    expect(opener).to_have_text("2")
    expect(desk.field("pictures")).to_contain_text("2")
    desk.press("加一行")
    desk.fill("items.1.what", "图纸")
    desk.fits()
    save(desk)
    page.wait_for_url("**/records/gate_check/*told=created")
    cell = page.locator(".dg-few").first
    expect(cell).to_contain_text("2 张照片")
    cell.locator("[data-photo]:visible").click()
    expect(page.locator(".dg-lightbox")).to_contain_text("1 / 2")


def test_what_does_not_arrive_is_said_and_nothing_is_lost(host: Any, files: Path) -> None:
    desk = host(False)
    page = desk.page
    add(desk, PHOTOS, files / "坏.jpg", files / "大.jpg", files / "车头.jpg")
    expect(page.locator(f"{PHOTOS} .is-kept")).to_have_count(1)
    expect(page.locator(PHOTOS)).to_contain_text("“坏.jpg”的内容与扩展名不符")
    expect(page.locator(PHOTOS)).to_contain_text("“大.jpg”超过 2 MB")
    save(desk)
    expect(page.locator("#toasts")).to_contain_text("有文件没有传上去")
    assert page.url.endswith("/gate_check/new")
    for name in ("坏.jpg", "大.jpg"):
        page.get_by_role("button", name=f"移除 {name}").click()
    page.route("**/api/files?*", lambda route: route.abort())
    with page.expect_event("console", lambda told: "ERR_FAILED" in told.text):
        add(desk, PHOTOS, files / "车尾.png")
    desk.faults.clear()
    expect(page.locator(PHOTOS)).to_contain_text("没有传上去，请重试")
    page.unroute("**/api/files?*")
    page.get_by_role("button", name="重试").click()
    expect(page.locator(f"{PHOTOS} .is-kept")).to_have_count(2)
    save(desk)
    page.wait_for_url("**/records/gate_check/*told=created")


def test_saving_waits_for_what_is_on_its_way(host: Any, files: Path) -> None:
    desk = host(False)
    page = desk.page
    held: list[Any] = []
    page.route("**/api/files?*", lambda route: held.append(route))
    add(desk, PHOTOS, files / "车头.jpg")
    expect(page.locator(f"{PHOTOS} progress")).to_be_visible()
    save(desk)
    expect(page.locator("#toasts")).to_contain_text("传完会自动保存")
    held[0].continue_()
    page.wait_for_url("**/records/gate_check/*told=created")
    expect(page.locator(".dg-pairs [data-photo] img")).to_have_count(1)


def test_a_draft_keeps_the_photos(host: Any, files: Path) -> None:
    desk = host(False)
    page = desk.page
    add(desk, PHOTOS, files / "车头.jpg")
    expect(page.locator(f"{PHOTOS} .is-kept")).to_have_count(1)
    expect(page.locator("[data-kept]").first).to_contain_text("已存在本机")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator(f"{PHOTOS} .is-kept")).to_have_count(0)
    page.locator("[data-restore]").click()
    expect(page.locator(f"{PHOTOS} .is-kept img")).to_have_count(1)
    save(desk)
    page.wait_for_url("**/records/gate_check/*told=created")


def test_a_picture_is_pasted_and_another_dropped(host: Any) -> None:
    desk = host(False)
    page = desk.page
    fire = """([kind, place]) => {
      const canvas = Object.assign(document.createElement("canvas"), {width: 60, height: 40});
      canvas.getContext("2d").fillRect(0, 0, 30, 40);
      return new Promise((done) => canvas.toBlob((blob) => {
        const carried = new DataTransfer();
        carried.items.add(new File([blob], `${kind}.png`, {type: "image/png"}));
        const init = {bubbles: true, cancelable: true};
        const goal = document.querySelector(place);
        if (kind === "drop") goal.dispatchEvent(new DragEvent("drop", {...init, dataTransfer: carried}));
        else { goal.querySelector("button").focus();
               document.activeElement.dispatchEvent(new ClipboardEvent("paste", {...init, clipboardData: carried})); }
        done();
      }));
    }"""
    page.evaluate(fire, ["drop", f"{PHOTOS} .dg-filing-box"])
    expect(page.locator(f"{PHOTOS} .is-kept")).to_have_count(1)
    page.evaluate(fire, ["paste", f"{PHOTOS} .dg-filing-box"])
    expect(page.locator(f"{PHOTOS} .is-kept")).to_have_count(2)
    assert names(page, PHOTOS) == ["drop.png", "paste.png"]


@SIZES
def test_a_task_takes_photos(
    host: Any, served: Served, people: str, files: Path, phone: bool
) -> None:
    desk = host(phone)
    task = announced(served, f"访客{'甲' if phone else '乙'}")
    desk.open(f"/tasks/{task}")
    add(desk, '[data-field="face"]', files / "车头.jpg")
    expect(desk.page.locator('[data-field="face"] .is-kept img')).to_have_count(1)
    desk.fill("card", "K-1")
    desk.fits()
    desk.press("发卡")
    desk.page.wait_for_url("**/tasks/*told=done")
    with httpx.Client(base_url=served.url, headers=token(served)) as client:
        found = client.get(f"/api/tasks/{task}").json()
        badge = client.get(f"/api/records/badge/{found['record']}").json()
    assert [one["name"] for one in badge["face"]] == ["车头.jpg"] and badge["state"] == "out"


def token(served: Served) -> dict[str, str]:
    return {"Authorization": f"Bearer {served.token(HOST)}"}


def announced(served: Served, name: str) -> str:
    """The task to hand out the badge of a visitor who was announced."""
    with httpx.Client(base_url=served.url, headers=token(served), timeout=20) as client:
        client.post("/api/records/visitor", json={"name": name}).raise_for_status()
        visit = client.post("/api/records/visit", json={"visitor": {"name": name}}).json()
        done = client.post(f"/api/records/visit/{visit['id']}/actions/announce", json={})
        done.raise_for_status()

        def task() -> str | None:
            items = client.get("/api/tasks").json()["items"]
            badges = client.get(
                "/api/records/badge", params={"filter": f"visit.id == '{visit['id']}'"}
            )
            records = [one["id"] for one in badges.json()["items"]]
            return next((str(one["id"]) for one in items if one["record"] in records), None)

        return eventually(task, "the task of the badge")


def test_it_works_without_a_script(host: Any, files: Path) -> None:
    page = host(False, script=False).page
    page.set_input_files("[name='_file.photos']", [str(files / "车头.jpg"), str(files / "坏.jpg")])
    page.locator(".dg-bottom button").first.click()
    expect(page.locator(PHOTOS)).to_contain_text("“坏.jpg”的内容与扩展名不符")
    expect(page.locator(f"{PHOTOS} img")).to_have_count(1)
    page.set_input_files("[name='_file.photos']", [str(files / "车尾.png")])
    page.locator(f"{PHOTOS} [type=checkbox]").check()
    page.locator(".dg-bottom button").first.click()
    page.wait_for_url(re.compile("/records/gate_check/.*told=created"))
    expect(page.locator(".dg-pairs [data-photo] img")).to_have_attribute("alt", "车尾.png")


def test_the_timeline_tells_what_came(host: Any, files: Path) -> None:
    desk = host(False)
    page = desk.page
    page.fill("[name=why]", "下雨")
    save(desk)
    page.wait_for_url("**told=created")
    desk.follow("编辑")
    add(desk, PHOTOS, *[files / "车头.jpg", files / "车尾.png"])
    expect(page.locator(f"{PHOTOS} .is-kept")).to_have_count(2)
    desk.press("存为草稿")
    page.wait_for_url("**told=saved")
    entry = page.locator(".dg-timeline .dg-entry").first
    expect(entry).to_contain_text("加了 2 张照片")
    expect(entry.locator("[data-photo] img")).to_have_count(2)
