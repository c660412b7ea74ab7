"""What one running product is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dougong.platform.jobs import EmbeddedJobs
from dougong.platform.mails import Postman
from dougong.platform.settings import Settings
from dougong.platform.storage import Storage


@dataclass(frozen=True)
class Deployment:
    """`jobs` is None where another process works, `postman` where no mail is sent; `logins` are shown
    on the sign-in page (demo)."""

    settings: Settings
    storage: Storage
    jobs: EmbeddedJobs | None = None
    postman: Postman | None = None
    demo: bool = False
    logins: tuple[Mapping[str, Any], ...] = field(default_factory=tuple)
