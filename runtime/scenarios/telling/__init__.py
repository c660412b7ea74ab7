"""What went wrong, in sentences."""

from dougong.runtime.scenarios.telling.teller import Teller

__all__ = ["Teller"]
