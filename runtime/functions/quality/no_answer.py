"""What is asked of a standard that it does not say."""

from __future__ import annotations


class NoAnswer(ValueError):
    """The standard has no answer to these values; the words say which value is outside it."""
