"""Files over HTTP: sent, put into records, fetched by those who may; refused with clear answers."""

from __future__ import annotations

import contextlib
import re
import socket
from urllib.parse import urlsplit

import httpx
import pytest

from tests.e2e.asking import chinese, problem
from tests.e2e.gate import HOST, RECEPTION, Gate, gate
from tests.services.pictures import PDF, office, phone_photo, picture, png_bomb

__all__ = ["gate"]
pytestmark = pytest.mark.e2e


def test_a_photo_is_sent_put_into_a_record_and_fetched(gate: Gate) -> None:
    answer = gate.send(HOST, "车 头.jpg", phone_photo(), **{"for": "gate_check.photos"})
    assert answer.status_code == 201, answer.text
    photo = answer.json()
    assert set(photo) == {"id", "name", "type", "size"} and photo["name"] == "车 头.jpg"
    assert answer.headers["location"] == f"/api/files/{photo['id']}"
    made = gate.check(HOST, photos=[photo["id"]])
    assert made["photos"] == [photo] and made["pictures"] == 1
    fetched = gate.as_(HOST).get(f"/api/files/{photo['id']}")
    assert fetched.headers["content-type"] == "image/jpeg" and len(fetched.content) == photo["size"]
    assert b"PhoneMaker" not in fetched.content
    head = fetched.headers
    assert re.match("inline; .*%E8%BD%A6%20%E5%A4%B4.jpg", head["content-disposition"])
    assert (
        head["x-content-type-options"] == "nosniff" and "sandbox" in head["content-security-policy"]
    )
    assert "private" in head["cache-control"] and "content-encoding" not in head
    again = gate.as_(HOST).get(f"/api/files/{photo['id']}", headers={"If-None-Match": head["etag"]})
    assert again.status_code == 304 and again.content == b""
    for size in ("small", "large"):
        small = gate.as_(HOST).get(f"/api/files/{photo['id']}", params={"size": size})
        assert small.headers["content-type"] == "image/webp" and small.content[:4] == b"RIFF"


def test_a_form_with_the_file_in_it_works_too(gate: Gate) -> None:
    files = {"file": ("报告.pdf", PDF, "application/pdf")}
    answer = gate.as_(HOST).post("/api/files", files=files)
    assert answer.status_code == 201, answer.text
    paper = answer.json()
    gate.check(HOST, why="无", papers=[paper])
    fetched = gate.as_(HOST).get(f"/api/files/{paper['id']}")
    assert fetched.content == PDF
    assert fetched.headers["content-disposition"].startswith("attachment; ")
    two = [("file", ("a.pdf", PDF)), ("file", ("b.pdf", PDF))]
    assert (
        problem(gate.as_(HOST).post("/api/files", files=two), 400)["title"]
        == "一次只能上传一个文件"
    )


@pytest.mark.parametrize(
    ("field", "name", "content", "status"),
    [
        ("papers", "a.txt", b"a" * 1_000_001, 413),
        ("photos", "a.pdf", PDF, 415),
        ("papers", "a.exe", b"MZ\x90\0", 415),
        ("papers", "a.svg", b"<svg/>", 415),
        ("papers", "a.html", b"<html>", 415),
        ("photos", "a.jpg", b"<script>", 422),
        ("photos", "a.png", png_bomb(), 422),
        ("photos", "a.jpg", picture(size=(400, 300), colour="red")[:600], 422),
        ("papers", "a.docx", office("word", "word/vbaProject.bin"), 422),
        ("papers", "a.pdf", b"", 422),
        ("items.photos", "a.pdf", PDF, 415),
    ],
)
def test_what_is_refused_is_said_beside_its_field(
    gate: Gate, field: str, name: str, content: bytes, status: int
) -> None:
    answer = gate.send(HOST, name, content, **{"for": f"gate_check.{field}"})
    body = problem(answer, status)
    assert chinese(body["title"])
    assert [(one["field"], chinese(one["message"])) for one in body["errors"]] == [(field, True)]


def test_more_than_may_come_at_all_is_not_even_read(gate: Gate) -> None:
    """The answer comes by what is announced, and by what has come where nothing is announced."""
    token = gate.as_(HOST).headers["authorization"]
    head = f"POST /api/files?name=a.mp4 HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n"
    for more in ("Content-Length: 200000000", "Transfer-Encoding: chunked"):
        with socket.create_connection(_address(gate.served.url), timeout=20) as line:
            line.sendall(f"{head}{more}\r\n\r\n".encode())
            if "chunked" in more:
                _pour(line, 101)
            assert line.recv(64).startswith(b"HTTP/1.1 413 ")


def _address(url: str) -> tuple[str, int]:
    found = urlsplit(url)
    assert found.hostname and found.port
    return found.hostname, found.port


def _pour(line: socket.socket, megabytes: int) -> None:
    """Megabyte after megabyte, as long as the other side listens."""
    piece = b"f4240\r\n" + b"a" * 1_000_000 + b"\r\n"
    with contextlib.suppress(ConnectionError):
        for _ in range(megabytes):
            line.sendall(piece)


def test_strangers_send_nothing_and_see_nothing(gate: Gate) -> None:
    photo = gate.sent(HOST, "a.jpg", picture())
    with httpx.Client(base_url=gate.served.url) as nobody:
        for path in ("/api/files?name=a.jpg", "/records/gate_check/new"):
            answer = nobody.post(path, files={"_file.photos": ("a.jpg", picture(), "image/jpeg")})
            assert answer.status_code in (401, 303)
        assert nobody.get(f"/api/files/{photo['id']}").status_code == 401
        assert nobody.get(f"/files/{photo['id']}").status_code == 303


def test_others_get_what_the_records_rights_give_them(gate: Gate) -> None:
    photo, paper = gate.sent(HOST, "a.jpg", picture()), gate.sent(HOST, "a.pdf", PDF)
    problem(gate.as_(RECEPTION).get(f"/api/files/{photo['id']}"), 404)
    made = gate.check(HOST, photos=[photo], papers=[paper])
    assert gate.as_(RECEPTION).get(f"/api/files/{photo['id']}").status_code == 200
    problem(gate.as_(RECEPTION).get(f"/api/files/{paper['id']}"), 404)
    assert "papers" not in gate.as_(RECEPTION).get(f"/api/records/gate_check/{made['id']}").json()
    problem(gate.send(RECEPTION, "a.pdf", PDF, **{"for": "gate_check.papers"}), 404)
    stolen = gate.as_(RECEPTION).post("/api/records/gate_check", json={"photos": [photo["id"]]})
    assert problem(stolen, 422)["errors"][0]["code"] == "unknown_file"
    passed = gate.as_(HOST).post(f"/api/records/gate_check/{made['id']}/actions/pass", json={})
    assert passed.status_code == 200
    problem(gate.as_(RECEPTION).get(f"/api/files/{photo['id']}"), 404)


def test_the_same_key_sends_once(gate: Gate) -> None:
    key = {"Idempotency-Key": "photo-1"}
    once = gate.as_(HOST).post("/api/files", files={"file": ("a.jpg", picture())}, headers=key)
    again = gate.as_(HOST).post("/api/files", files={"file": ("a.jpg", picture())}, headers=key)
    other = gate.as_(HOST).post(
        "/api/files", files={"file": ("a.jpg", picture("PNG"))}, headers=key
    )
    assert once.json() == again.json() and other.status_code in (409, 422)


@pytest.mark.parametrize(
    "body", [b"", b"--x", b'--x\r\nContent-Disposition: form-data; name="file"\r\n', b"\xff" * 99]
)
def test_a_broken_form_is_an_answer(gate: Gate, body: bytes) -> None:
    head = {"Content-Type": "multipart/form-data; boundary=x"}
    problem(gate.as_(HOST).post("/api/files", content=body, headers=head), 400)
    bare = {"Content-Type": "multipart/form-data"}
    problem(gate.as_(HOST).post("/api/files", content=body, headers=bare), 400)


def test_the_api_describes_it(gate: Gate) -> None:
    told = gate.as_(HOST).get("/api/openapi.json").json()
    assert {"post"} <= set(told["paths"]["/api/files"]) and "get" in told["paths"][
        "/api/files/{id}"
    ]
    photos = told["components"]["schemas"]["gate_check"]["properties"]["photos"]
    assert photos["type"] == "array" and "POST /api/files" in photos["description"]
