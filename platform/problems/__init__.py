"""Clear answers to what cannot be done: one exception family, each naming field and reason."""

from dougong.platform.problems.busy import Busy
from dougong.platform.problems.conflict import Conflict
from dougong.platform.problems.field_problem import FieldProblem
from dougong.platform.problems.forbidden import Forbidden
from dougong.platform.problems.invalid import Invalid
from dougong.platform.problems.malformed import Malformed
from dougong.platform.problems.not_found import NotFound
from dougong.platform.problems.page_outdated import PageOutdated
from dougong.platform.problems.problem import Problem
from dougong.platform.problems.refused import Refused
from dougong.platform.problems.stale import Stale
from dougong.platform.problems.too_large import TooLarge
from dougong.platform.problems.too_many import TooMany
from dougong.platform.problems.unauthenticated import Unauthenticated
from dougong.platform.problems.warned import Warned
from dougong.platform.problems.wrong_media_type import WrongMediaType

__all__ = [
    "Busy",
    "Conflict",
    "FieldProblem",
    "Forbidden",
    "Invalid",
    "Malformed",
    "NotFound",
    "PageOutdated",
    "Problem",
    "Refused",
    "Stale",
    "TooLarge",
    "TooMany",
    "Unauthenticated",
    "Warned",
    "WrongMediaType",
]
