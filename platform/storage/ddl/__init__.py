"""Changing the form tables: planned first, then applied, at publish only."""

from dougong.platform.storage.ddl.publish import Operation, apply, plan

__all__ = ["Operation", "apply", "plan"]
