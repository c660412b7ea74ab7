"""What workers do for instances."""

from __future__ import annotations

from typing import Any

from dougong.platform.jobs import Job, enqueue
from dougong.platform.problems import Conflict, Invalid, Refused
from dougong.platform.storage import Actor, Cause, Storage, Transaction, event
from dougong.platform.texts import N_, Message
from dougong.runtime.flows.instances.acting import at_site, flow_actor
from dougong.runtime.flows.instances.advance import step_ended
from dougong.runtime.flows.instances.followers import EVENT
from dougong.runtime.flows.instances.resuming import event_came, look_again, step_failed, time_came
from dougong.runtime.flows.instances.starting import start_for_event
from dougong.runtime.flows.instances.urging import urge
from dougong.runtime.flows.tasks.store import hold_open
from dougong.runtime.flows.waits import listeners


def start_job(job: Job, storage: Storage) -> None:
    """Start the instance an event calls for."""
    with storage.write(Actor.for_service("flows"), Cause("instance")) as tx:
        found = event(tx, job.payload["event"])
        flow = tx.library.find(f"flow:{job.payload['flow']}")
        if found is not None and flow is not None:
            start_for_event(tx.as_(tx.cause, flow_actor(tx, dict(found))), flow, found)
        job.done(tx)


def heard_job(job: Job, storage: Storage) -> None:
    """Hand an event to every instance that listens for it.

    Who listens is asked once the event is committed, not while it is being saved: an instance that
    has begun to listen meanwhile would be missed.
    """
    with storage.write(Actor.for_service("flows"), Cause("instance")) as tx:
        found = event(tx, job.payload["event"])
        for instance in listeners(tx, found["form"], found["name"]) if found else ():
            payload = {"instance": instance, "event": job.payload["event"]}
            enqueue(tx, EVENT, f"{instance}:{job.payload['event']}", payload)
        job.done(tx)


def again_job(job: Job, storage: Storage) -> None:
    """Look back once more, now that what an instance listens for is committed."""
    instance = job.payload["instance"]
    with storage.write(Actor.for_service("flows"), Cause("instance", instance)) as tx:
        look_again(at_site(tx, instance), instance)
        job.done(tx)


def event_job(job: Job, storage: Storage) -> None:
    """Hand an event to an instance that listens for it."""
    with storage.write(
        Actor.for_service("flows"), Cause("instance", job.payload["instance"])
    ) as tx:
        found = event(tx, job.payload["event"])
        if found is not None:
            inner = tx.as_(tx.cause, flow_actor(tx, dict(found)))
            event_came(inner, job.payload["instance"], found)
        job.done(tx)


def deadline_job(job: Job, storage: Storage) -> None:
    """Fire a handler whose time has come."""
    instance = job.payload["instance"]
    with storage.write(Actor.for_service("flows"), Cause("instance", instance)) as tx:
        time_came(at_site(tx, instance), instance, job.payload["handler"])
        job.done(tx)


def urge_job(job: Job, storage: Storage) -> None:
    """Remind of a task, or escalate it."""
    with storage.write(Actor.for_service("flows"), Cause("instance")) as tx:
        task = hold_open(tx, job.payload["task"])
        if task is not None:
            inner = at_site(tx.as_(Cause("instance", task["instance"])), task["instance"])
            urge(inner, task, job.payload["what"], job.payload["index"])
        job.done(tx)


def step_job(job: Job, storage: Storage) -> None:
    """Go on after a task or a timer."""
    with storage.write(
        Actor.for_service("flows"), Cause("instance", job.payload["instance"])
    ) as tx:
        instance, step = job.payload["instance"], job.payload["step"]
        inner = at_site(tx, instance)
        if "void" in job.payload:
            words = N_("The record of this task is void: {reason}")
            problem = Conflict(Message(words, {"reason": job.payload["void"]}))
            step_failed(inner, instance, step, problem)
        else:
            step_ended(inner, instance, step, job.payload.get("outputs"))
        job.done(tx)


class MessageOutcomes:
    """Implements the connectors' `Outcomes`: the instance goes on with the answer."""

    def settled(self, tx: Transaction, message: Any) -> None:
        """In the transaction that settled the message."""
        if not message["instance"]:
            return
        inner = at_site(tx, message["instance"])
        if message["state"] == "confirmed":
            answer = message["answer"] or {}
            step_ended(inner, message["instance"], message["step"], answer, repaired=True)
        else:
            words = Message.of(message["error_text"] or {"zh": "", "en": ""})
            problem = Refused(words) if message["error_class"] == "business" else Invalid(words)
            step_failed(inner, message["instance"], message["step"], problem)
