"""Who did what: append-only rows, each with a hash of its content."""

from dougong.platform.audit.audit import content_hash, intact, note

__all__ = ["content_hash", "intact", "note"]
