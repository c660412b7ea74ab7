"""Draft → checked → published → rolled back; packs."""

from dougong.platform.publishing.drafts import (
    check_draft,
    compare,
    discard_draft,
    draft,
    draft_etag,
    listed,
    revision,
    revisions,
    save_draft,
)
from dougong.platform.publishing.judging import bind_live_flows
from dougong.platform.publishing.packs import InstallReport, bind_after_install, install, read_pack
from dougong.platform.publishing.publish import (
    Published,
    publish,
    publish_definitions,
    roll_back,
)
from dougong.platform.publishing.withdrawing import withdraw

__all__ = [
    "InstallReport",
    "Published",
    "bind_after_install",
    "bind_live_flows",
    "check_draft",
    "compare",
    "discard_draft",
    "draft",
    "draft_etag",
    "install",
    "listed",
    "publish",
    "publish_definitions",
    "read_pack",
    "revision",
    "revisions",
    "roll_back",
    "save_draft",
    "withdraw",
]
