"""What people do with a rejected lot, over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.e2e.company import INSPECTOR, JSON, MANAGER, WAREHOUSE, Company, eventually

ENGINEER, PRODUCTION, PLANNER, DESIGN = "chenzhiyuan", "zhaogang", "qianfang", "sunlei"
PASSWORD = "dougong-demo"
GONE = ("returned", "scrapped")


def part(disposition: str, quantity: str, **more: Any) -> JSON:
    return {"disposition": disposition, "quantity": {"value": quantity, "unit": "pcs"}, **more}


@dataclass
class Rejected:
    """A lot that was rejected, with its report."""

    company: Company
    batch: str
    arrival: JSON
    case: JSON

    @classmethod
    def lot(cls, company: Company, batch: str, quantity: str = "100") -> Rejected:
        arrival = company.posted_arrival(company.approved_order(quantity=quantity), batch, quantity)
        task = company.task_for(arrival)
        assert company.judge(task, "rejected", remark="锈蚀").status_code == 200
        case = eventually(
            lambda: company.find(MANAGER, "nonconformance", f"batch == '{batch}'"), "the report"
        )[0]
        return cls(company, batch, arrival, case)

    def task(self, who: str, record: str) -> JSON:
        """The task of `who` about a record, once it is there."""

        def look() -> JSON | None:
            tasks = self.company.as_(who).get("/api/tasks").json()["items"]
            return next((one for one in tasks if one["record"] == record), None)

        return eventually(look, f"a task for {who}")

    def proposed(self, *parts: JSON, **more: Any) -> None:
        task = self.task(ENGINEER, self.case["id"])
        fields = {"description": "锈蚀", "dispositions": list(parts), **more}
        self._ok(
            self.company.as_(ENGINEER).post(
                f"/api/tasks/{task['id']}/complete", json={"fields": fields}
            )
        )

    def agreed(self, *who: str) -> None:
        for one in who:
            at = f"/api/tasks/{self.task(one, self.case['id'])['id']}/vote"
            signed = self.company.as_(one).get(at).json()["sign"]
            more = {"signature": {"password": PASSWORD}} if signed else {}
            self._ok(self.company.as_(one).post(at, json={"vote": "agree", **more}))

    def done(self, who: str, record: str, **fields: Any) -> None:
        task = self.task(who, record)
        self._ok(
            self.company.as_(who).post(f"/api/tasks/{task['id']}/complete", json={"fields": fields})
        )

    def closed(self) -> None:
        """The report is closed: everything decided was carried out."""
        eventually(lambda: self._state() == "closed" or None, "the report closed")

    def lies(self) -> dict[str, str]:
        """Where the goods lie, by stores, and what has left by documents of the arrival line."""
        line = self.line()
        left = {one: line[one]["value"] for one in GONE if line[one] is not None}
        return {**self.company.stock(self.batch), **left}

    def line(self) -> JSON:
        found: JSON = self.company.read(WAREHOUSE, "arrival", self.arrival["id"])["lines"][0]
        return found

    def _state(self) -> str:
        return str(self.company.read(MANAGER, "nonconformance", self.case["id"])["state"])

    @staticmethod
    def _ok(answer: Any) -> None:
        assert answer.status_code == 200, answer.text


__all__ = ["DESIGN", "ENGINEER", "INSPECTOR", "PLANNER", "PRODUCTION", "Rejected", "part"]
