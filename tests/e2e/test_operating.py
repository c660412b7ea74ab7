"""What an operator does: commands, health, the description of the API."""

from __future__ import annotations

import subprocess

import httpx
import pytest

from dougong.platform.resources import packs_folder
from tests.e2e.company import ADMIN, MANAGER, Company
from tests.services.served import COMMAND, Served

pytestmark = pytest.mark.e2e


def test_the_product_says_that_it_is_well(served: Served) -> None:
    answer = httpx.get(f"{served.url}/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "schema": "ok", "worker": "ok"}


def test_it_prints_where_it_is_and_who_can_sign_in(served: Served) -> None:
    printed = "".join(served.lines)
    assert served.url in printed
    for login in ("admin", "wujing", "heli", "zhoumin"):
        assert f"{login} " in printed


def test_a_token_is_printed_alone_on_the_last_line(served: Served) -> None:
    token = served.command("token", "create", "--user", "wujing").splitlines()[-1]
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{served.url}/api/tasks", headers=headers).status_code == 200


def test_installing_the_pack_again_changes_nothing(served: Served) -> None:
    printed = served.command("pack", "install", "packs/qms_erp")
    assert "0 published" in printed and "0 drafted" in printed


def test_migrating_again_changes_nothing(served: Served) -> None:
    assert served.command("migrate") == "The database is up to date.\n"


def test_a_new_person_gets_a_password_of_the_programs_choice(served: Served) -> None:
    arguments = ("user", "create", "--login", "newcomer", "--name", "新人", "--role", "buyer")
    password = served.command(*arguments).splitlines()[-1]
    form = {"login": "newcomer", "password": password}
    assert httpx.post(f"{served.url}/sign-in", data=form).status_code == 303
    with pytest.raises(subprocess.CalledProcessError) as again:
        served.command(*arguments)
    assert "newcomer" in again.value.stderr


def test_a_second_process_on_the_same_sqlite_ends_with_a_sentence(served: Served) -> None:
    if not served.database_url.startswith("sqlite"):
        return  # on PostgreSQL any number of processes may serve
    done = subprocess.run(
        [*COMMAND, "serve", "--port", "0"], env=served.environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Another process serves" in done.stderr and "Traceback" not in done.stderr


def test_the_demonstration_never_leaves_the_machine(served: Served) -> None:
    done = subprocess.run(
        [*COMMAND, "serve", "--demo", "--host", "0.0.0.0"],
        env=served.environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "this machine only" in done.stderr


def test_the_api_describes_every_published_form(company: Company) -> None:
    people = company.as_(ADMIN)
    described = people.get("/api/openapi.json").json()
    files = (packs_folder() / "qms_erp" / "forms").glob("*.form.json")
    forms = [one.name.removesuffix(".form.json") for one in files]
    assert len(forms) >= 9
    for form in forms:
        assert f"/api/records/{form}" in described["paths"]
        assert form in described["components"]["schemas"]
    post = "/api/records/arrival/{id}/actions/post"
    assert "审核到货" in described["paths"][post]["post"]["summary"]


def test_an_editors_way_from_draft_to_live_and_back(company: Company) -> None:
    """A6: draft, differences in sentences, publish, roll back; a stale editor is told."""
    people, path = company.as_(MANAGER), "/api/definitions/rule/arrival_over_order"
    body = people.get(path).json()
    body["title"]["zh"] = "到货不得超过订单"
    saved = people.put(path, json=body, headers={"If-Match": '""'})
    assert saved.status_code == 200 and not saved.json()["findings"]
    stale = people.put(path, json=body, headers={"If-Match": '"0"'})
    assert stale.status_code == 412
    (sentence,) = people.get(f"{path}/diff", params={"before": 1}).json()["sentences"]
    assert "到货不得超过订单" in sentence
    published = people.post(f"{path}/publish", json={"reason": "用词"}).json()
    assert published["revisions"] == {"rule:arrival_over_order": 2}
    assert people.get(path).headers["revision"] == "2"
    back = people.post(f"{path}/roll_back", json={"revision": 1}).json()
    assert back["revisions"] == {"rule:arrival_over_order": 3}
    first, last = (people.get(path, params={"revision": n}).text for n in (1, 3))
    assert first == last
    reasons = [one["reason"] for one in people.get(f"{path}/revisions").json()["items"]]
    assert reasons == ["roll back to 1", "用词", "qms_erp 0.1.0"]
