"""The database: engines, transactions, platform tables, events, numbers, search."""

from dougong.platform.storage.actor import Actor
from dougong.platform.storage.cause import Cause
from dougong.platform.storage.events import EventFact, event, events_of, last_event, write_event
from dougong.platform.storage.ids import new_id
from dougong.platform.storage.numbers import next_number
from dougong.platform.storage.record import Record, System
from dougong.platform.storage.rights import VERBS, FormRights, Rights
from dougong.platform.storage.search import tokens
from dougong.platform.storage.storage import Storage
from dougong.platform.storage.transaction import Transaction
from dougong.platform.storage.wire import fields_to_wire, from_wire, to_wire, wire

__all__ = [
    "VERBS",
    "Actor",
    "Cause",
    "EventFact",
    "FormRights",
    "Record",
    "Rights",
    "Storage",
    "System",
    "Transaction",
    "event",
    "events_of",
    "fields_to_wire",
    "from_wire",
    "last_event",
    "new_id",
    "next_number",
    "to_wire",
    "tokens",
    "wire",
    "write_event",
]
