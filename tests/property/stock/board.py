"""Those who decide what happens to rejected goods, by chance."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from dougong.platform.storage import Record
from dougong.runtime.flows import approvals
from tests.unit.runtime.desk import Desk

WAYS = ("concession", "sort", "rework", "return", "downgrade", "scrap")
VOTERS = ("linlan", "wujing", "zhaogang", "chenzhiyuan", "sunlei")


class Board:
    """Proposes how rejected goods are split, votes, sorts and reworks; now and then wrongly."""

    def __init__(self, desk: Desk, random: Random) -> None:
        self.desk, self.random = desk, random

    def propose(self) -> None:
        """Any split, the wrong sum, or a concession nobody asked for among them."""
        task = self._task("nonconformance", "fill")
        if task is None:
            return
        case = self.desk.record("nonconformance", task["record"])
        parts = [self._part(*one) for one in self._split(case)]
        values = {"dispositions": parts, "description": "外观不良",
                  "costs": self.random.choice([[], [{"kind": "sorting", "amount": "12.5"}]])}  # fmt: skip
        self.desk.complete("chenzhiyuan", task["id"], values)

    def decide(self) -> None:
        """A vote of somebody: not everybody has one, and not twice."""
        task = self._task("nonconformance", "approve")
        if task is None:
            return
        who, agrees = self.random.choice(VOTERS), self.random.random() < 0.85
        answer = approvals.AGREE if agrees else approvals.REFUSE
        with self.desk.as_(who) as tx:
            approvals.vote(tx, task["id"], answer, "" if agrees else "再议")

    def ask_release(self) -> None:
        """Some of a lot is wanted before its result; sometimes more than waits."""
        task = self._task("inspection", "fill")
        if task is None:
            return
        lot = self.desk.record("inspection", task["record"])
        size: Decimal = lot.values["lot_size"].value
        wanted = self.random.choice([(size / 2).quantize(Decimal(1)), size, size + 1])
        values = {"inspection": lot.id, "quantity": str(wanted), "used_for": "工单", "reason": "停线",
                  "retained": 1}  # fmt: skip
        self.desk.create("qianfang", "emergency_release", values, "ask")

    def allow_release(self) -> None:
        task = self._task("emergency_release", "approve")
        if task is None:
            return
        who, agrees = self.random.choice(("linlan", "zhaogang")), self.random.random() < 0.9
        with self.desk.as_(who) as tx:
            answer = approvals.AGREE if agrees else approvals.REFUSE
            approvals.vote(tx, task["id"], answer, "" if agrees else "不急")

    def fetch(self) -> None:
        """What was released of a rejected lot comes back, as far as it is not used up."""
        task = self._task("emergency_release", "fill")
        if task is None:
            return
        size: Decimal = (
            self.desk.record("emergency_release", task["record"]).values["quantity"].value
        )
        back = self.random.choice([Decimal(0), size, (size / 2).quantize(Decimal(1))])
        self.desk.complete("heli", task["id"], {"recalled": str(back)})

    def treat(self) -> None:
        """Sorting or rework comes to its end; sometimes more is good than there was."""
        task = self._task("treatment", "fill")
        if task is None:
            return
        sheet = self.desk.record("treatment", task["record"])
        size: Decimal = sheet.values["quantity"].value
        good = self.random.choice([Decimal(0), size, (size / 2).quantize(Decimal(1)), size + 1])
        self.desk.complete("heli", task["id"], {"good": str(good)})

    def _task(self, form: str, kind: str) -> dict[str, Any] | None:
        found = self.desk.open_tasks(form=form, kind=kind)
        return self.random.choice(found) if found else None

    def _split(self, case: Record) -> list[tuple[str, Decimal]]:
        size: Decimal = case.values["quantity"].value
        first = (size / 2).quantize(Decimal(1)) if self.random.random() < 0.6 else size
        sizes = [one for one in (first, size - first) if one > 0]
        if self.random.random() < 0.15:
            sizes[0] += 1
        return [(self.random.choice(WAYS), one) for one in sizes]

    def _part(self, way: str, size: Decimal) -> dict[str, Any]:
        made: dict[str, Any] = {"disposition": way, "quantity": str(size)}
        if way == "concession":
            until = (self.desk.clock.now + timedelta(days=7)).date().isoformat()
            made |= {"until": until, "condition": "限本批"}
        if way == "return":
            made |= {"exchange": "replace", "reopen": self.random.random() < 0.5}
        return made

    def ask(self) -> None:
        """A concession is asked for, of all that was rejected."""
        task = self._task("nonconformance", "fill")
        if task is None:
            return
        case = self.desk.record("nonconformance", task["record"])
        values = {"requested": str(case.values["quantity"].value), "request_reason": "等料",
                  "needed_on": self.desk.clock.now.date().isoformat()}  # fmt: skip
        self.desk.act("wujing", "nonconformance", case.id, "ask", values)
