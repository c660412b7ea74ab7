"""What scenarios went through, of all there is."""

from dougong.runtime.scenarios.coverage.places import Coverage, Place, coverage, summed
from dougong.runtime.scenarios.coverage.seen import Seen, look

__all__ = ["Coverage", "Place", "Seen", "coverage", "look", "summed"]
