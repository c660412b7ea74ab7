"""Kinds of steps, one file each."""

from dougong.runtime.scenarios.steps.act import Act
from dougong.runtime.scenarios.steps.answer import Answer
from dougong.runtime.scenarios.steps.change import Change
from dougong.runtime.scenarios.steps.count import Count
from dougong.runtime.scenarios.steps.create import Create
from dougong.runtime.scenarios.steps.expect import Expect
from dougong.runtime.scenarios.steps.find import Find
from dougong.runtime.scenarios.steps.incident import Incident
from dougong.runtime.scenarios.steps.offered import Offered
from dougong.runtime.scenarios.steps.pass_time import PassTime
from dougong.runtime.scenarios.steps.sent import Sent
from dougong.runtime.scenarios.steps.task import TaskStep
from dougong.runtime.scenarios.steps.told import Told
from dougong.runtime.scenarios.steps.void import Void
from dougong.runtime.scenarios.steps.vote import Vote

PARTS = (
    Create(), Change(), Act(), Void(), TaskStep(), Vote(), Find(), Count(), Expect(), Offered(), Told(),
    Sent(), Answer(), PassTime(), Incident(),
)  # fmt: skip

__all__ = ["PARTS"]
