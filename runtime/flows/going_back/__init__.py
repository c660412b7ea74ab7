"""Going back as definitions say it: where a task may be sent back to, and who may take theirs back."""

from dougong.runtime.flows.going_back.checking import check_going_back
from dougong.runtime.flows.going_back.schema import GOING_BACK, Back, takes_back, ways_back

__all__ = ["GOING_BACK", "Back", "check_going_back", "takes_back", "ways_back"]
