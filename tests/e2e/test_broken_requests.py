"""Broken requests: no JSON, no query, no such address; a clear answer, and nothing is changed."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest

from tests.e2e.asking import chinese, orders, problem
from tests.e2e.company import ADMIN, BUYER, Company
from tests.services.served import Served

pytestmark = pytest.mark.e2e

BROKEN: list[tuple[str, bytes, str, int]] = [
    ("no JSON", b"{", "application/json", 400),
    ("not a number", b'{"purpose": NaN}', "application/json", 400),
    ("a number beyond all bounds", b'{"purpose": 1e999}', "application/json", 400),
    ("an integer of ten thousand digits", b'{"a": ' + b"9" * 10000 + b"}", "application/json", 400),
    ("nested a hundred thousand deep", b"[" * 100_000, "application/json", 400),
    ("nested sixty deep", b'{"a":' * 60 + b"1" + b"}" * 60, "application/json", 400),
    ("a lone surrogate", b'{"purpose": "\\ud800"}', "application/json", 400),
    ("a NUL", b'{"purpose": "\\u0000"}', "application/json", 400),
    ("no UTF-8", b'{"purpose": "\xff"}', "application/json", 400),
    ("a key that stands twice", b'{"a": 1, "a": 2}', "application/json", 400),
    ("a list instead of an object", b"[]", "application/json", 400),
    ("five megabytes", b'{"a": "' + b"x" * 5_000_000 + b'"}', "application/json", 413),
    ("plain text", b"{}", "text/plain", 415),
    ("a form", b"a=1", "application/x-www-form-urlencoded", 415),
]


@pytest.mark.parametrize(
    ("what", "body", "media_type", "status"), BROKEN, ids=[one[0] for one in BROKEN]
)
def test_a_broken_request_is_answered_clearly(
    company: Company, what: str, body: bytes, media_type: str, status: int
) -> None:
    before = orders(company)
    answer = company.as_(BUYER).post(
        "/api/records/purchase_order", content=body, headers={"Content-Type": media_type}
    )
    assert chinese(problem(answer, status)["title"])
    assert orders(company) == before


def test_a_number_that_is_none_names_its_field(company: Company) -> None:
    """In words of the reader alone."""
    for body in (b'{"lines": [{"quantity": NaN}]}', b'{"lines": [{"quantity": 1e999}]}'):
        answer = company.as_(BUYER).post(
            "/api/records/purchase_order",
            content=body,
            headers={"Content-Type": "application/json"},
        )
        told = problem(answer, 400)
        assert [one["field"] for one in told["errors"]] == ["lines.0.quantity"]
        assert told["title"] == "不是数字：不能保存 NaN 和 Infinity"
    broken = company.as_(BUYER).post(
        "/api/records/purchase_order",
        content=b'{"a": ',
        headers={"Content-Type": "application/json"},
    )
    assert problem(broken, 400)["title"] == "不是有效的 JSON：见第 1 行第 7 列"


QUERIES: list[tuple[dict[str, str], str]] = [
    ({"filter": "supplier.("}, "filter"),
    ({"filter": "unknown == 1"}, "filter"),
    ({"filter": "supplier"}, "filter"),
    ({"filter": "().__class__.__bases__[0]"}, "filter"),
    ({"filter": "[x for x in (1,)]"}, "filter"),
    ({"filter": "'a' * 1000000000 == 'a'"}, "filter"),
    ({"filter": "9**9**9 > 1"}, "filter"),
    ({"filter": "number.ljust(1000000000) == 'a'"}, "filter"),
    ({"filter": "1 == 1; drop table f_purchase_order"}, "filter"),
    ({"filter": "not " * 900 + "true"}, "filter"),
    ({"sort": "nothing"}, "sort"),
    ({"sort": "lines"}, "sort"),
    ({"limit": "0"}, "limit"),
    ({"limit": "501"}, "limit"),
    ({"limit": "many"}, "limit"),
    ({"cursor": "?"}, "cursor"),
    ({"cursor": "WyJ0Il0"}, "cursor"),
]


@pytest.mark.parametrize(("query", "field"), QUERIES, ids=[str(q)[:40] for q, _ in QUERIES])
def test_a_wrong_query_is_named(company: Company, query: dict[str, str], field: str) -> None:
    answer = company.as_(BUYER).get("/api/records/purchase_order", params=query)
    assert problem(answer, 422)["errors"][0]["field"] == field


def test_an_unknown_address_and_a_wrong_method(company: Company) -> None:
    problem(company.as_(ADMIN).get("/api/nothing"), 404)
    problem(company.as_(ADMIN).put("/api/tasks"), 405)


def test_a_sender_who_leaves_is_no_fault_of_the_server(company: Company, served: Served) -> None:
    url = urlsplit(served.url)
    token = served.token(BUYER)
    head = (
        f"POST /api/records/purchase_order HTTP/1.1\r\nHost: {url.netloc}\r\n"
        f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        "Content-Length: 1000\r\n\r\n{"
    )
    heard = len(served.lines)
    with socket.create_connection((url.hostname, url.port)) as connection:
        connection.sendall(head.encode())
        connection.shutdown(socket.SHUT_WR)  # leaves in the middle of the body
        while connection.recv(4096):
            pass  # until the server has let go of it
    orders(company)  # answered by the same loop, after whatever it had to say of the other
    told = "".join(served.lines[heard:])
    assert "Traceback" not in told and "failed" not in told, told
