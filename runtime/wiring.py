"""Binding the rooms of this floor to the ports the floors below declare."""

from __future__ import annotations

from collections.abc import Mapping

from dougong.connectors import ports
from dougong.connectors.engine import SEND, put_connection, send
from dougong.platform.definitions import Definition, catalogue
from dougong.platform.files import SWEEP, sweep
from dougong.platform.jobs import Handler
from dougong.platform.mails import RING, ring
from dougong.platform.publishing import bind_after_install, bind_live_flows
from dougong.platform.storage import Transaction
from dougong.runtime import records
from dougong.runtime.actions import bind_starter
from dougong.runtime.actions.operations import OperationRunner
from dougong.runtime.flows import instances
from dougong.runtime.flows.calls import bind_caller
from dougong.runtime.flows.nodes.wait import TIMER
from dougong.runtime.flows.urging import URGE
from dougong.runtime.rules import RuleRunner


def wire() -> Mapping[str, Handler]:
    """Bind everything; gives the handlers of this floor's jobs."""
    catalogue()  # actions, nodes and functions: formulas are worked out before anything is checked
    records.bind(RuleRunner(), instances.FlowFollowers())
    ports.bind(OperationRunner(), instances.MessageOutcomes())
    bind_caller(instances.ChildCaller())
    bind_starter(instances.start_called)
    bind_live_flows(live_flows)
    bind_after_install(connect)
    return {
        instances.START: instances.start_job,
        instances.HEARD: instances.heard_job,
        instances.EVENT: instances.event_job,
        instances.AGAIN: instances.again_job,
        instances.DEADLINE: instances.deadline_job,
        instances.STEP: instances.step_job,
        TIMER: instances.step_job,
        URGE: instances.urge_job,
        SEND: send,
        SWEEP: sweep,
        RING: ring,
    }


def live_flows(tx: Transaction) -> list[Definition]:
    """Flow revisions that instances still run on, besides the live ones."""
    found = []
    for row in instances.live(tx):
        if tx.library.revision(f"flow:{row['flow']}") != row["revision"]:
            found.append(instances.flow_revision(tx, row["flow"], row["revision"]))
    return found


def connect(tx: Transaction, manifest: Definition) -> None:
    """Bind the interfaces a pack brings, unless an implementer has bound them already."""
    for body in manifest.body.get("connections", ()):
        put_connection(tx, body["id"], body["interface"], body["connector"])
