"""Mail: written beside what it tells of, sent apart from it, tried again for a day."""

from dougong.platform.mails.addresses import well_formed
from dougong.platform.mails.outbox import (
    Letter,
    again,
    enabled,
    post,
    unsent,
    waiting_or_parked,
)
from dougong.platform.mails.postman import RING, Postman, postman_of, ring, set_postman
from dougong.platform.mails.server import Server

__all__ = [
    "Letter",
    "Postman",
    "RING",
    "Server",
    "again",
    "enabled",
    "post",
    "postman_of",
    "ring",
    "set_postman",
    "unsent",
    "waiting_or_parked",
    "well_formed",
]
