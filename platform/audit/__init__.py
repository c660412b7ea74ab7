"""Who did what: append-only rows, each with a hash of its content."""

from dougong.platform.audit.audit import content_hash, note

__all__ = ["content_hash", "note"]
