"""Reading `DOUGONG_…` variables."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class SettingsError(Exception):
    """A setting is missing or unusable; the text says what to do."""


@dataclass(frozen=True)
class Settings:
    """`database_url` is a SQLAlchemy URL; `home` a folder this process may write to; `mail_url` says
    where mail goes ("": none is sent), `address` where people reach the product ("": mails have no
    links)."""

    database_url: str
    home: Path
    secret_key: str
    mail_url: str = ""
    address: str = ""

    @property
    def on_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")

    @classmethod
    def load(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the environment; makes `home` and, on SQLite, a secret key inside it.

        Raises SettingsError where PostgreSQL is used without `DOUGONG_SECRET_KEY`: several
        machines must share it, so none may invent one.
        """
        env = os.environ if environment is None else environment
        home = Path(env.get("DOUGONG_HOME") or "./var").absolute()
        home.mkdir(parents=True, exist_ok=True)
        url = env.get("DOUGONG_DATABASE_URL") or f"sqlite:///{home / 'dougong.sqlite'}"
        if url.startswith(("postgres://", "postgresql://")):
            url = "postgresql+psycopg://" + url.split("://", 1)[1]
        key = env.get("DOUGONG_SECRET_KEY") or _own_key(url, home)
        mail, address = env.get("DOUGONG_MAIL_URL") or "", env.get("DOUGONG_ADDRESS") or ""
        return cls(url, home, key, mail, address.rstrip("/"))


def _own_key(url: str, home: Path) -> str:
    if not url.startswith("sqlite"):
        raise SettingsError("DOUGONG_SECRET_KEY must be set when PostgreSQL is used.")
    path = home / "secret_key"
    if not path.exists():
        # Written aside and linked in one step: two first starts at once must agree on one key.
        fresh = home / f"secret_key.{secrets.token_hex(8)}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
