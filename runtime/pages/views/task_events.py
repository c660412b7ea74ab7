"""What happened to tasks besides being done, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dougong.platform.storage import Transaction
from dougong.platform.storage.query import labels
from dougong.platform.texts import N_, translate
from dougong.runtime.flows.tasks import ESCALATED, REMINDED, TRANSFERRED, events_of_tasks
from dougong.runtime.pages.views.whom import whose
from dougong.runtime.showing import moment

_ICONS = {REMINDED: "bell", ESCALATED: "alert-triangle", TRANSFERRED: "arrow-right"}
_DONE = {
    "tell": N_("Told {who} that it is late"),
    "add": N_("Late: {who} may do it too"),
    "hand_over": N_("Late: handed over to {who}"),
}


@dataclass(frozen=True)
class TaskEventView:
    """One thing that happened; `text` names whom it went to."""

    text: str
    at: str
    icon: str
    reason: str = ""


class TaskEvents:
    """Reads once what happened to some tasks."""

    def __init__(self, tx: Transaction, tasks: Sequence[str]) -> None:
        self.tx, self.language = tx, tx.actor.language
        self.found = events_of_tasks(tx, tasks)
        every = [one for rows in self.found.values() for one in rows]
        people = {one["by"] for one in every}
        for one in every:
            people |= {*one["detail"].get("told", ()), *one["detail"].get("persons", ())}
        self.people = labels(tx, "user", people)

    def of(self, *tasks: str) -> list[TaskEventView]:
        """What happened to the tasks, the newest first."""
        rows = [one for task in tasks for one in self.found.get(task, ())]
        newest = sorted(rows, key=lambda one: one["id"], reverse=True)
        return [self._view(one) for one in newest]

    def summary(self, task: str) -> list[str]:
        """How often it was reminded of and who has it now, in a few words."""
        rows = self.found.get(task, ())
        times = sum(one["name"] == REMINDED for one in rows)
        once = N_("reminded once") if times == 1 else N_("reminded {n} times")
        words = [translate(once, self.language, n=times)] if times else []
        for name, said in (
            (ESCALATED, N_("escalated to {who}")),
            (TRANSFERRED, N_("transferred to {who}")),
        ):
            went = [one["detail"] for one in rows if one["name"] == name]
            to = [self._to(one) for one in went if one["told"]]  # not where nobody was found
            if to:
                words.append(translate(said, self.language, who=to[-1]))
        return words

    def _view(self, row: Mapping[str, Any]) -> TaskEventView:
        detail = row["detail"]
        return TaskEventView(
            self._text(row),
            moment(self.tx, row["at"]),
            _ICONS[row["name"]],
            detail.get("reason", ""),
        )

    def _text(self, row: Mapping[str, Any]) -> str:
        detail, by = row["detail"], self.people.get(row["by"] or "", "")
        if row["name"] == REMINDED:
            return translate(N_("Reminded {who}"), self.language, who=self._listed(detail["told"]))
        if row["name"] == TRANSFERRED:
            words = N_("{by} transferred it to {who}")
            return translate(words, self.language, by=by, who=self._to(detail))
        if not detail["told"]:
            return translate(N_("Late, but nobody was found to escalate it to"), self.language)
        return translate(_DONE[detail["do"]], self.language, who=self._to(detail))

    def _to(self, detail: Mapping[str, Any]) -> str:
        return whose(self.tx, detail, self.people) or self._listed(detail.get("told", ())) or "—"

    def _listed(self, people: Sequence[str]) -> str:
        names = [self.people[one] for one in people if self.people.get(one)]
        return ("、" if self.language == "zh" else ", ").join(names) or "—"
