"""Fixtures of the runtime's tests."""

from tests.unit.runtime.fixtures import company, desk, lite, lite_company

__all__ = ["company", "desk", "lite", "lite_company"]
