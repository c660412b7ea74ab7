"""Rules: trigger, condition, actions, inside the transaction that caused them."""

from dougong.runtime.rules.runner import RuleRunner

__all__ = ["RuleRunner"]
