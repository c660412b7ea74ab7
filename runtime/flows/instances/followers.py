"""What events set going: flows, waits, handlers, the ends of tasks."""

from __future__ import annotations

from dougong.platform.jobs import enqueue
from dougong.platform.storage import EventFact, Transaction, wire
from dougong.runtime.flows.approvals import record_changed
from dougong.runtime.flows.instances.revisions import events_heard
from dougong.runtime.flows.tasks.ending import go_on
from dougong.runtime.flows.tasks.store import cancel_task, complete_tasks, open_tasks

START, HEARD, EVENT = "flows.start", "flows.heard", "flows.event"


class FlowFollowers:
    """Implements `records.Followers`: only queues, so a save stays quick."""

    def record_event(self, tx: Transaction, fact: EventFact) -> None:
        """Start flows, wake listeners, end tasks; each by a job of this transaction."""
        form = fact.record.form
        for flow in tx.library.all("flow"):
            if (
                flow.body.get("on", {}).get("form") == f"form:{form}"
                and flow.body["on"]["event"] == fact.name
            ):
                payload = {"flow": flow.id, "event": fact.id}
                enqueue(tx, START, f"{flow.id}:{fact.id}", payload)
        if (form, fact.name) in events_heard(tx):
            enqueue(tx, HEARD, fact.id, {"event": fact.id})
        self._tasks(tx, fact)
        record_changed(tx, fact)
        if fact.name == "voided":
            self._void_tasks(tx, fact)

    @staticmethod
    def _void_tasks(tx: Transaction, fact: EventFact) -> None:
        """Nothing can be done with a void record: its flow needs somebody to say how to go on."""
        reason = fact.record.system.void_reason or ""
        for task in open_tasks(tx, fact.record.id):
            cancel_task(tx, task["instance"], task["step"], reason)
            go_on(tx, task, void=reason)

    @staticmethod
    def _tasks(tx: Transaction, fact: EventFact) -> None:
        form = tx.library.form(fact.record.form)
        for transition in form.transitions.values():
            if transition.event != fact.name:
                continue
            for task in complete_tasks(tx, fact.record.id, transition.id):
                by = {"id": tx.actor.id} if tx.actor.id else None
                away = task["on_behalf_of"]
                behalf = {"id": away} if away else None
                outputs = {"by": by, "at": wire(tx.now), "on_behalf_of": behalf}
                go_on(tx, task, outputs=outputs)
