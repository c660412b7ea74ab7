"""A drawing office beside the company: a pack whose flow goes side by side, in rounds, and back."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.e2e.company import JSON, Company, eventually
from tests.services.served import Served

PACK = Path(__file__).parents[1] / "packs" / "drawings"
DRAFTER, CHECKER = "dora", "chen"


class Office:
    """Its two people, and what they do."""

    def __init__(self, company: Company, served: Served) -> None:
        self.company, self.passwords, self.run = company, dict[str, str](), ""
        served.command("pack", "install", str(PACK))
        for login, name, role in ((DRAFTER, "多拉", "drafter"), (CHECKER, "陈工", "checker")):
            made = served.command(
                "user", "create", "--login", login, "--name", name, "--role", role
            )
            self.passwords[login] = made.splitlines()[-1]

    def begun(self, title: str) -> JSON:
        """A drawing whose flow has begun; from now on tasks are those of its run."""
        made = self.company.create(DRAFTER, "drawing", {"title": title})
        begun = self.company.act(DRAFTER, "drawing", made["id"], "begin")
        self.run = str(self._found(DRAFTER, "draw", record=made["id"])["instance"])
        return begun

    def task(self, who: str, node: str) -> JSON:
        return self._found(who, node, instance=self.run)

    def _found(self, who: str, node: str, **wanted: str) -> JSON:
        def fits(task: JSON) -> bool:
            return task["node"] == node and all(task[key] == one for key, one in wanted.items())

        def look() -> JSON | None:
            found = self.company.as_(who).get("/api/tasks").json()["items"]
            return next(filter(fits, found), None)

        return eventually(look, f"the task {node} of {who}")

    def do(self, who: str, node: str, **fields: object) -> JSON:
        found = self.task(who, node)
        answer = self.post(who, found, "complete", fields=fields)
        assert answer.status_code == 200, answer.text
        return found

    def post(self, who: str, task: JSON, what: str, **body: object) -> httpx.Response:
        return self.company.as_(who).post(f"/api/tasks/{task['id']}/{what}", json=body)


@pytest.fixture(scope="session")
def office(company: Company, served: Served) -> Office:
    """Opened with the first drawing."""
    return Office(company, served)
