"""Going back at work: tasks sent back to an earlier node, and tasks taken back by who did them."""

from dougong.runtime.flows.retracing.offers import Returned, offers, returned
from dougong.runtime.flows.retracing.send_back import send_back
from dougong.runtime.flows.retracing.withdraw import foreseen, in_the_way, withdraw

__all__ = ["Returned", "foreseen", "in_the_way", "offers", "returned", "send_back", "withdraw"]
