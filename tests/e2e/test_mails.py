"""People are told by mail as they want to be (B2, C1)."""

from __future__ import annotations

from email.message import EmailMessage

from tests.e2e.company import BUYER, JSON, MANAGER, WAREHOUSE, Company, eventually
from tests.e2e.rejected_goods import ENGINEER, Rejected, part
from tests.services.mail import MailServer

PREFERENCES = "/api/notifications/preferences"


def prefers(company: Company, who: str, **wanted: object) -> JSON:
    answer = company.as_(who).patch(PREFERENCES, json=wanted)
    assert answer.status_code == 200, answer.text
    found: JSON = answer.json()
    return found


def test_a_rejected_lot_is_told_by_mail_and_what_was_decided_too(
    company: Company, mails: tuple[MailServer, str]
) -> None:
    server, address = mails[0], f"{id(company)}@example.com"
    before = company.as_(BUYER).get(PREFERENCES).json()
    assert before["mail"] == "" and before["ways"]["nonconformance_opened"] == "mail"
    prefers(company, BUYER, mail=address, ways={"nonconformance_decided": "mail"})
    lot = Rejected.lot(company, "MAIL-1")
    number = lot.case["number"]

    def letter(words: str) -> EmailMessage:
        def look() -> EmailMessage | None:
            sent = server.to(address)
            return next((one for one in sent if words in str(one["Subject"])), None)

        return eventually(look, f"a mail saying {words}")

    opened = letter(f"{number} 嵌件螺栓 M4×12 不合格 100 件")
    body = opened.get_body(("plain",))
    assert body is not None
    told = body.get_content()
    assert "苏州腾冠紧固件" in told
    assert f"https://qms.example.com/records/nonconformance/{lot.case['id']}" in told
    lot.proposed(part("return", "100", exchange="replace"))
    lot.agreed(MANAGER)
    letter(f"{number} 嵌件螺栓 M4×12：退货 100 件")
    prefers(company, BUYER, mail="")


def test_whoever_wants_new_tasks_by_mail_gets_them(
    company: Company, mails: tuple[MailServer, str]
) -> None:
    server, address = mails[0], f"task{id(company)}@example.com"
    prefers(company, ENGINEER, mail=address, ways={".new": "mail", "nonconformance_opened": "off"})
    lot = Rejected.lot(company, "MAIL-2")
    task = lot.task(ENGINEER, lot.case["id"])

    def look() -> EmailMessage | None:
        return next(iter(server.to(address)), None)

    told = eventually(look, "the mail about the task")
    assert str(told["Subject"]).startswith("新任务：")
    body = told.get_body(("plain",))
    assert body is not None and f"/tasks/{task['id']}" in body.get_content()
    prefers(company, ENGINEER, mail="", ways={".new": "app", "nonconformance_opened": "mail"})


def test_what_cannot_be_kept_is_told_beside_its_field(company: Company) -> None:
    client = company.as_(WAREHOUSE)
    sent = {
        "mail": "nobody",
        "digest_at": "8",
        "ways": {"released_lot_rejected": "off", "x": "mail"},
    }
    answer = client.patch(PREFERENCES, json=sent)
    assert answer.status_code == 422
    assert {one["field"] for one in answer.json()["errors"]} == {
        "mail", "digest_at", "ways.released_lot_rejected", "ways.x"}  # fmt: skip
    assert client.patch(PREFERENCES, json={"more": 1}).status_code == 422
    assert client.patch(PREFERENCES, json={"ways": []}).status_code == 422
    assert client.get(PREFERENCES).json()["mail"] == ""
