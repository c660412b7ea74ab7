"""Where mail goes, as the settings say it."""

from __future__ import annotations

import pytest

from dougong.platform.mails import Server, well_formed
from dougong.platform.settings import SettingsError


def test_a_server_is_reached_with_tls_unless_said_otherwise() -> None:
    found = Server.of("smtps://qms:p%40ss%2F@mail.example.com?from=Quality <qms@example.com>")
    assert (found.scheme, found.host, found.port) == ("smtps", "mail.example.com", 465)
    assert (found.user, found.password, found.domain) == ("qms", "p@ss/", "example.com")
    assert Server.of("smtp://mail.example.com?from=a@b.cn").port == 587
    assert Server.of("smtp+plain://relay:2525?from=a@b.cn").port == 2525


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(Server.of("smtps://qms:secret@mail.example.com?from=a@b.cn"))


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.com",
        "http://qms:secret@x?from=a@b",
        "smtps://qms:secret@x",
        "smtps://?from=a@b",
    ],
)
def test_what_is_not_understood_says_how_to_write_it(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Server.of(url)
    assert "from=" in str(caught.value) and "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("wujing@example.com", True),
        ("wu.jing+qms@mail.example.com.cn", True),
        ("wujing", False),
        ("wujing@", False),
        ("wu jing@example.com", False),
        ("a@b.cn, c@d.cn", False),
        ("a@b.cn\r\nBcc: c@d.cn", False),
        ("x" * 250 + "@b.cn", False),
    ],
)
def test_addresses(address: str, right: bool) -> None:
    assert well_formed(address) is right
