"""Mail: who gets one, when, in which words; what happens when it cannot be sent."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from smtplib import SMTPException
from typing import Any

import pytest

from dougong.platform.mails import (
    Letter,
    Postman,
    Server,
    again,
    post,
    set_postman,
    waiting_or_parked,
)
from dougong.platform.problems import Invalid
from dougong.runtime.notifications import notices_of, prefer, preferences, unread_count
from tests.services.mail import PASSWORD, MailServer, Safety, mail_server
from tests.unit.runtime import small
from tests.unit.runtime.desk import Desk

CLARA, BELA = "clara@example.com", "bela@example.com"


class Office:
    """A desk whose rule tells clerks and bosses of every case that is opened, by mail too."""

    def __init__(self, desk: Desk, server: MailServer, postman: Postman) -> None:
        self.desk, self.server, self.postman = desk, server, postman

    def prefers(self, who: str, mail: str, digest_at: str = "08:00", **ways: str) -> None:
        with self.desk.as_(who) as tx:
            prefer(tx, mail, digest_at, ways)

    def opened(self, title: str) -> Any:
        made = self.desk.create("clara", "case", {"title": title}, "open")
        self.desk.drain()
        return made

    def sent(self) -> int:
        return self.postman.deliver()

    def stuck(self) -> list[tuple[str, str]]:
        with self.desk.looking() as tx:
            return [(row["state"], str(row["error"])) for row in waiting_or_parked(tx)]


@pytest.fixture
def office(desk: Desk) -> Iterator[Office]:
    opened = small.definition(
        "notification", "heard", form="form:case", channels=["app", "mail"],
        subject={"zh": "{{title}} 已打开", "en": "{{title}} is open"},
        body={"zh": "编号 {{number}}", "en": "Number {{number}}"},
    )  # fmt: skip
    urgent = small.definition(
        "notification", "urgent", form="form:case", channels=["app"], must=True,
        subject={"zh": "急：{{title}}", "en": "Urgent: {{title}}"},
    )  # fmt: skip
    tells = [
        {"id": id, "do": "notify", "notification": f"notification:{id}", "about": "record",
         "to": ["role:clerk", "role:boss"]} for id in ("heard", "urgent")
    ]  # fmt: skip
    desk.publish(opened, urgent,
                 small.rule("tells", {"form": "form:case", "event": "opened"}, *tells))  # fmt: skip
    with mail_server() as (server, url):
        postman = Postman(desk.storage, Server.of(url), "https://qms.example.com")
        set_postman(desk.storage, postman)
        yield Office(desk, server, postman)


def test_a_notice_is_mailed_to_whoever_has_an_address_in_their_own_words(office: Office) -> None:
    office.prefers("clara", CLARA)
    office.prefers("bela", BELA)
    case = office.opened("door")
    assert office.sent() == 2
    (chinese,) = office.server.to(CLARA)
    (english,) = office.server.to(BELA)
    assert (chinese["Subject"], english["Subject"]) == ("door 已打开", "door is open")
    for letter in (chinese, english):
        for kind in ("plain", "html"):
            body = letter.get_body((kind,))
            assert body is not None
            assert f"https://qms.example.com/records/case/{case.id}" in body.get_content()
    assert "编号 C-HQ-26-001" in str(chinese.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert "斗拱" in str(chinese["From"]) and chinese["Auto-Submitted"] == "auto-generated"
    assert office.sent() == 0
    for row in office.desk.rows("mail"):
        assert (row["state"], row["subject"], row["body"]) == ("sent", "", "")


def test_what_one_does_not_want_is_there_as_read_and_what_must_be_stays(office: Office) -> None:
    office.prefers("clara", CLARA, heard="off", urgent="mail")
    office.opened("door")
    office.sent()
    assert [one["Subject"] for one in office.server.to(CLARA)] == ["急：door"]
    with office.desk.looking("clara") as tx:
        assert {one["title"]: one["read_at"] is None for one in notices_of(tx)} == {
            "door 已打开": False, "急：door": True}  # fmt: skip
        assert unread_count(tx) == 1
    with pytest.raises(Invalid) as caught:
        office.prefers("clara", "nobody", digest_at="25:00", urgent="off", nothing="mail")
    assert sorted(one.path for one in caught.value.fields) == [
        "digest_at", "mail", "ways.nothing", "ways.urgent"]  # fmt: skip
    with office.desk.looking("clara") as tx:
        assert preferences(tx).mail == CLARA


def test_the_mail_of_the_day_holds_everything_once(office: Office) -> None:
    office.prefers("clara", CLARA, digest_at="17:00", heard="digest")
    for title in ("one", "two", "three"):
        office.opened(title)
    assert office.sent() == 0
    office.desk.clock.forward(days=1)
    assert office.sent() == 1
    (letter,) = office.server.to(CLARA)
    assert letter["Subject"] == "今天的 3 条通知"
    words = str(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert all(f"{title} 已打开" in words for title in ("one", "two", "three"))


def test_a_server_that_is_away_is_tried_again_and_gets_the_letter_once(office: Office) -> None:
    office.prefers("clara", CLARA)
    office.server.busy = True
    office.opened("door")
    office.sent()
    assert office.stuck() == [("waiting", "451 4.3.0 busy: come again")]
    assert office.sent() == 0, "not before its time"
    office.server.busy = False
    office.desk.clock.forward(minutes=3)
    assert office.sent() == 1
    assert len(office.server.to(CLARA)) == 1 and office.stuck() == []


def test_after_a_day_it_is_parked_until_somebody_tries_again(office: Office) -> None:
    office.prefers("clara", CLARA)
    office.server.busy = True
    office.opened("door")
    for _ in range(20):
        office.sent()
        office.desk.clock.forward(hours=2)
    assert [state for state, _ in office.stuck()] == ["parked"]
    assert office.server.tried < 20, "pauses grow"
    office.server.busy = False
    (row,) = office.desk.rows("mail")
    with office.desk.service() as tx:
        again(tx, row["id"])
    assert office.sent() == 1 and len(office.server.to(CLARA)) == 1


def test_a_recipient_the_server_does_not_know_is_parked_at_once_and_holds_up_nobody(
    office: Office,
) -> None:
    office.prefers("clara", CLARA)
    office.prefers("bela", BELA)
    office.server.answers[CLARA] = "550 5.1.1 no such mailbox"
    office.opened("door")
    office.sent()
    assert office.stuck() == [("parked", "550 5.1.1 no such mailbox")]
    assert len(office.server.to(BELA)) == 1


def test_nothing_in_a_title_becomes_a_header(office: Office) -> None:
    office.prefers("clara", CLARA)
    with office.desk.service() as tx:
        clara = office.desk.actor("clara").id
        post(tx, str(clara), Letter("a\r\nBcc: x@y.cn\x00\u2028b", "c\r\n.\r\nd", "/notifications"))
    office.sent()
    (letter,) = office.server.to(CLARA)
    assert letter["Bcc"] is None and letter["Subject"] == "a Bcc: x@y.cn b"
    assert "\n.\n" in str(letter.get_body(("plain",)).get_content()).replace("\r", "")  # type: ignore[union-attr]


def test_who_has_left_or_taken_the_address_back_gets_nothing(office: Office) -> None:
    office.prefers("clara", CLARA)
    office.opened("door")
    office.prefers("clara", "")
    assert office.sent() == 0 and office.server.letters == []
    assert [row["state"] for row in office.desk.rows("mail")] == ["dropped"]


def test_a_server_that_wants_a_password_gets_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server(Safety("smtp", login=True)) as (server, url):
        monkeypatch.setenv("SSL_CERT_FILE", server.authority)
        postman = Postman(desk.storage, Server.of(url))
        set_postman(desk.storage, postman)
        assert PASSWORD not in repr(postman.server)
        with desk.as_("clara") as tx:
            prefer(tx, CLARA, "08:00", {"case_opened": "mail"})
        tell = {"id": "tell", "do": "notify", "notification": "notification:case_opened",
                "to": ["role:clerk"], "about": "record"}  # fmt: skip
        desk.publish(small.rule("tells", {"form": "form:case", "event": "opened"}, tell))
        desk.create("clara", "case", {"title": "door"}, "open")
        count = postman.deliver()
        assert (count, len(server.to(CLARA))) == (1, 1), desk.rows("mail")


def test_without_a_mail_server_nothing_is_written(desk: Desk) -> None:
    with desk.as_("clara") as tx:
        prefer(tx, CLARA, "08:00", {".task": "mail"})
    desk.create("clara", "case", {"title": "door"}, "open")
    assert desk.rows("mail") == []


@pytest.mark.parametrize("scheme", ["smtps", "smtp"])
def test_only_a_server_that_proves_who_it_is_gets_letters(
    scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@b.cn", CLARA, "safe"
    with mail_server(Safety(scheme)) as (server, url):
        with pytest.raises(OSError, match="certificate"), Server.of(url).open() as send:
            send(letter)
        monkeypatch.setenv("SSL_CERT_FILE", server.authority)
        with Server.of(url).open() as send:
            send(letter)
        assert len(server.to(CLARA)) == 1


def test_a_server_without_tls_gets_nothing_unless_that_is_said() -> None:
    with mail_server() as (server, url):
        safe = url.replace("smtp+plain", "smtp")
        with pytest.raises(SMTPException), Server.of(safe).open():
            pass
        assert server.tried == 0
