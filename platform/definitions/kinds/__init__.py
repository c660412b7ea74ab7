"""The kinds of definitions, one file each."""

from collections.abc import Mapping

from dougong.platform.definitions.kinds.calendar import CALENDAR
from dougong.platform.definitions.kinds.codes import CODES
from dougong.platform.definitions.kinds.connector import CONNECTOR
from dougong.platform.definitions.kinds.flow import FLOW
from dougong.platform.definitions.kinds.form import FORM
from dougong.platform.definitions.kinds.interface import INTERFACE
from dougong.platform.definitions.kinds.kind import Kind
from dougong.platform.definitions.kinds.list import LIST
from dougong.platform.definitions.kinds.notification import NOTIFICATION
from dougong.platform.definitions.kinds.pack import PACK
from dougong.platform.definitions.kinds.print import PRINT
from dougong.platform.definitions.kinds.role import ROLE
from dougong.platform.definitions.kinds.rule import RULE
from dougong.platform.definitions.kinds.scenario import SCENARIO

KINDS: Mapping[str, Kind] = {
    kind.id: kind
    for kind in (
        FORM, CODES, RULE, FLOW, INTERFACE, CONNECTOR, ROLE, LIST, CALENDAR, NOTIFICATION, PRINT,
        SCENARIO, PACK,
    )
}  # fmt: skip

__all__ = ["KINDS", "Kind"]
