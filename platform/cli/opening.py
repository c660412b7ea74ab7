"""What commands open before they work."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from dougong.platform.files import FolderContents, keep_in
from dougong.platform.jobs import EmbeddedJobs
from dougong.platform.mails import Postman, Server, set_postman
from dougong.platform.settings import Settings
from dougong.platform.storage import Actor, Storage

# Named, not imported: the floors above stand above this one.
WIRING = "dougong.runtime.wiring"
SEEDING = "dougong.runtime.seeding"
OPERATOR = Actor.for_service("command line")


def language() -> str:
    """The language of the terminal: Chinese where it says so, else English."""
    words = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "zh" if words.lower().startswith("zh") else "en"


def opened(settings: Settings) -> tuple[Storage, EmbeddedJobs]:
    """Storage, and the jobs that work on it (not started), with every floor wired up."""
    handlers: Mapping[str, Any] = import_module(WIRING).wire()
    storage = Storage(settings.database_url)
    keep_in(storage, FolderContents(settings.home / "files"))
    return storage, EmbeddedJobs(storage, handlers, settings.home / "jobs.sock")


def hire_postman(storage: Storage, settings: Settings) -> Postman | None:
    """Who sends the mail; None where the settings say of no server. Raises SettingsError."""
    if not settings.mail_url:
        return None
    postman = Postman(storage, Server.of(settings.mail_url), settings.address)
    set_postman(storage, postman)
    return postman


def seeder() -> Callable[..., Any]:
    """What loads a pack's demonstration data."""
    found: Callable[..., Any] = import_module(SEEDING).seed
    return found


def existing(text: str) -> Path:
    """A path that exists, for argparse."""
    path = Path(text)
    if not path.exists():
        raise ValueError(text)
    return path
