"""Assignees: whom the node of a flow is for.

`to` is a role or a list of roles, persons and heads of departments; `not` keeps people from it;
`nobody` says what happens when there is nobody to do it.
"""

from dougong.runtime.flows.assignees.abilities import Work, may_do, sees
from dougong.runtime.flows.assignees.assigned import Assigned
from dougong.runtime.flows.assignees.checking import check_assignees, check_entries
from dougong.runtime.flows.assignees.resolving import assigned, entries, found_by, people_of
from dougong.runtime.flows.assignees.schema import ASSIGNEES, TO

__all__ = [
    "ASSIGNEES",
    "TO",
    "Assigned",
    "Work",
    "assigned",
    "check_assignees",
    "check_entries",
    "entries",
    "found_by",
    "may_do",
    "people_of",
    "sees",
]
