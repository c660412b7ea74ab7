"""Demonstration data: written by a pack as steps people could have taken."""

from dougong.runtime.seeding.company import PASSWORD
from dougong.runtime.seeding.seed import Seeded, seed

__all__ = ["PASSWORD", "Seeded", "seed"]
