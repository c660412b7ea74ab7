"""A gate where photos are taken, added to the demonstration company with people of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.services.served import Served

PACK = Path(__file__).parents[1] / "packs" / "visits"
HOST, RECEPTION = "hanna", "rosa"
PEOPLE = {HOST: "host", RECEPTION: "reception"}


@dataclass
class Gate:
    """People at the gate, each with a token."""

    served: Served
    passwords: dict[str, str] = field(default_factory=dict)
    _clients: dict[str, httpx.Client] = field(default_factory=dict)

    def as_(self, login: str) -> httpx.Client:
        if login not in self._clients:
            headers = {
                "Authorization": f"Bearer {self.served.token(login)}", "Accept-Language": "zh",
            }  # fmt: skip
            self._clients[login] = httpx.Client(
                base_url=self.served.url, headers=headers, timeout=20
            )
        return self._clients[login]

    def send(self, who: str, name: str, content: bytes, **query: str) -> httpx.Response:
        """The body is the file."""
        return self.as_(who).post(
            "/api/files", params={"name": name, **query}, content=content,
            headers={"Content-Type": "application/octet-stream"},
        )  # fmt: skip

    def sent(self, who: str, name: str, content: bytes) -> dict[str, Any]:
        answer = self.send(who, name, content)
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def check(self, who: str, **values: Any) -> dict[str, Any]:
        answer = self.as_(who).post("/api/records/gate_check", json=values)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def close(self) -> None:
        for client in self._clients.values():
            client.close()


@pytest.fixture(scope="session")
def gate(served: Served) -> Iterator[Gate]:
    """The pack installed beside the other one."""
    served.command("pack", "install", str(PACK))
    made = Gate(served)
    for login, role in PEOPLE.items():
        told = served.command("user", "create", "--login", login, "--name", login, "--role", role)
        made.passwords[login] = told.split()[-1]
    yield made
    made.close()
