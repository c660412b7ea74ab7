"""Fixtures of the stock made by chance."""

from tests.unit.runtime.fixtures import company, lite_company

__all__ = ["company", "lite_company"]
