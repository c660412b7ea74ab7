"""A7: signing in and out with a browser, and what protects a session."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest

from dougong.platform.identity import revoke_sessions, user_by_login
from dougong.platform.storage import Actor, Cause, Storage
from tests.services.served import Served

pytestmark = pytest.mark.e2e
PASSWORD = "dougong-demo"


@pytest.fixture
def browser(served: Served) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=served.url, headers={"Accept-Language": "zh"}) as client:
        yield client


def _sign_in(
    browser: httpx.Client, login: str, password: str = PASSWORD, **more: str
) -> httpx.Response:
    return browser.post("/sign-in", data={"login": login, "password": password, **more})


def _token(browser: httpx.Client) -> str:
    """The token a page of ours carries."""
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get("/inbox").text)
    assert found is not None
    return found[1]


def test_the_right_password_opens_the_page_one_came_for(browser: httpx.Client) -> None:
    asked = browser.get("/inbox?x=1")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?next=/inbox%3Fx%3D1"
    answer = _sign_in(browser, "zhoumin", next="/inbox?x=1")
    assert answer.status_code == 303 and answer.headers["location"] == "/inbox?x=1"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    assert browser.get("/inbox").status_code == 200


def test_a_wrong_password_says_so_and_keeps_the_login(browser: httpx.Client) -> None:
    answer = _sign_in(browser, "wujing", "wrong")
    assert answer.status_code == 422
    assert "账号或密码不正确" in answer.text and 'value="wujing"' in answer.text
    unknown = _sign_in(browser, "nobody-here", "wrong")
    assert unknown.status_code == 422 and "账号或密码不正确" in unknown.text


def test_guessing_is_slowed_down(browser: httpx.Client) -> None:
    answers = [_sign_in(browser, "guessed", f"try {n}").status_code for n in range(6)]
    assert answers == [422] * 5 + [429]
    assert "尝试次数过多" in _sign_in(browser, "guessed", "again").text


def test_nobody_is_sent_to_another_site(browser: httpx.Client) -> None:
    for place in ("https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"):
        answer = _sign_in(browser, "heli", next=place)
        assert answer.headers["location"] == "/"


def test_another_site_can_do_nothing_with_the_session(browser: httpx.Client) -> None:
    """Cookie alone, another origin, a form that looks like JSON: all refused, nothing changed."""
    _sign_in(browser, "wujing")
    token = _token(browser)
    order = {"supplier": {"code": "S-001"}}
    foreign: tuple[dict[str, str], ...] = (
        {},
        {"X-CSRF-Token": "guess"},
        {"X-CSRF-Token": token, "Origin": "https://example.org"},
        {"X-CSRF-Token": token, "Sec-Fetch-Site": "cross-site"},
    )
    for headers in foreign:
        answer = browser.post("/api/records/purchase_order", json=order, headers=headers)
        assert answer.status_code == 403, headers
    as_text = browser.post(
        "/api/records/purchase_order",
        content="{}",
        headers={"X-CSRF-Token": token, "Content-Type": "text/plain"},
    )
    assert as_text.status_code == 415
    own = browser.post("/api/records/purchase_order", json=order, headers={"X-CSRF-Token": token})
    assert own.status_code == 422, "only the missing fields are wrong now"


def test_a_session_that_ended_asks_to_sign_in_again(browser: httpx.Client, served: Served) -> None:
    _sign_in(browser, "liqiang")
    assert browser.get("/inbox").status_code == 200
    storage = Storage(served.database_url)
    with storage.write(Actor.for_service("tests"), Cause("person")) as tx:
        person = user_by_login(tx, "liqiang")
        assert person is not None
        revoke_sessions(tx, person["id"])
    storage.close()
    assert browser.get("/inbox").headers["location"].startswith("/sign-in")
    assert browser.get("/api/tasks").status_code == 401
    part = browser.get("/inbox", headers={"HX-Request": "true"})
    assert part.status_code == 401 and not part.text, "the page offers to sign in and keeps all"


def test_signing_out_ends_the_session(browser: httpx.Client) -> None:
    _sign_in(browser, "heli")
    cookie = dict(browser.cookies)
    answer = browser.post("/sign-out", data={"csrf": _token(browser)})
    assert answer.status_code == 303
    browser.cookies.update(cookie)
    assert browser.get("/inbox").status_code == 303


def test_language_and_theme_are_kept_with_the_person(browser: httpx.Client, served: Served) -> None:
    _sign_in(browser, "linlan")
    form = {"csrf": _token(browser), "language": "en", "theme": "dark", "back": "/inbox"}
    assert browser.post("/preferences", data=form).headers["location"] == "/inbox"
    with httpx.Client(base_url=served.url, headers={"Accept-Language": "zh"}) as elsewhere:
        _sign_in(elsewhere, "linlan")
        page = elsewhere.get("/inbox").text
        assert '<html lang="en"' in page and 'data-theme="dark"' in page
        elsewhere.post(
            "/preferences", data={"csrf": _token(elsewhere), "language": "zh", "theme": "auto"}
        )


def test_every_answer_carries_the_policy(browser: httpx.Client) -> None:
    for path in ("/sign-in", "/api/tasks", "/healthz", "/nothing"):
        headers = browser.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_nothing_is_written_without_the_token_of_the_session(browser: httpx.Client) -> None:
    _sign_in(browser, "linlan")
    for token in ("", "made-up", "令牌"):
        form = {"csrf": token, "code": "S-CSRF", "name": "伪造"}
        answer = browser.post("/records/supplier/new", data=form)
        assert answer.status_code == 403 and "重新登录过" in answer.text
        assert 'value="S-CSRF"' in answer.text  # what was typed is not lost
    found = browser.get("/api/records/supplier", params={"filter": "code == 'S-CSRF'"})
    assert found.json()["items"] == []


def test_another_site_is_answered_without_any_page_of_ours(browser: httpx.Client) -> None:
    _sign_in(browser, "linlan")
    form = {"csrf": _token(browser), "code": "S-FAR", "name": "外站"}
    for foreign in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = browser.post("/records/supplier/new", data=form, headers=foreign)
        assert answer.status_code == 403 and "S-FAR" not in answer.text
        assert 'name="csrf"' not in answer.text


def test_what_is_too_large_keeps_the_frame_of_the_person(browser: httpx.Client) -> None:
    _sign_in(browser, "linlan")
    form = {"csrf": _token(browser), "name": "x" * 5_000_000}
    answer = browser.post("/records/supplier/new", data=form)
    assert answer.status_code == 413 and "林岚" in answer.text
