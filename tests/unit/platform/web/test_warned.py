"""Warnings travel over a redirect once; what a stranger puts into the cookie does no harm."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from starlette.requests import Request

from dougong.platform.web.warned import COOKIE, arrived, carried


def request(cookie: str) -> Request:
    headers = [(b"cookie", f"{COOKIE}={cookie}".encode())]
    return Request({"type": "http", "headers": headers})


def sent(*texts: str) -> str:
    return SimpleCookie(carried(texts)["Set-Cookie"])[COOKIE].value


def test_they_arrive_each_once_in_any_script() -> None:
    assert arrived(request(sent("到货超过订单", "到货超过订单", "second; a=b"))) == [
        "到货超过订单", "second; a=b",
    ]  # fmt: skip


def test_nothing_is_carried_where_nothing_was_warned_of() -> None:
    assert carried([]) == {}


def test_many_and_long_ones_are_cut_so_that_the_cookie_fits() -> None:
    value = sent(*(f"{n}" + "字" * 1000 for n in range(50)))
    assert len(value) < 4000
    assert len(arrived(request(value))) >= 1


@pytest.mark.parametrize("cookie", ["", "%%%", "bm90anNvbg==", "eyJhIjoxfQ==", "MQ==", "\xff"])
def test_what_cannot_be_read_is_nothing(cookie: str) -> None:
    assert arrived(request(cookie)) == []
