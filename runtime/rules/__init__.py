"""Rules: trigger, condition, actions, inside the transaction that caused them."""

from dougong.runtime.rules.runner import RuleRunner
from dougong.runtime.rules.watching import watch

__all__ = ["RuleRunner", "watch"]
