"""Fixtures of the connectors' tests."""

from tests.unit.runtime.fixtures import company, desk, lite

__all__ = ["company", "desk", "lite"]
