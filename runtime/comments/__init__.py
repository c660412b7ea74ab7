"""What people say to each other about records."""

from dougong.runtime.comments.comments import comment, comments_of

__all__ = ["comment", "comments_of"]
