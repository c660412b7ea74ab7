"""Fixtures of the flows made by chance."""

from tests.unit.runtime.fixtures import desk, lite

__all__ = ["desk", "lite"]
