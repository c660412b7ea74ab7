"""A real PostgreSQL for the tests: a cluster of its own in a temporary folder, on a socket."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import make_url

# Nothing here outlives the run, so nothing needs to reach the disk.
_SETTINGS = """
listen_addresses = ''
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 120
log_min_messages = fatal
"""


def binaries() -> Path:
    """The folder of `initdb` and `pg_ctl`: Debian's newest, else that of the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    here = shutil.which("initdb")
    if here is None:
        raise RuntimeError("PostgreSQL is not installed: run `make setup`")
    return Path(here).parent


class Cluster:
    """Started on creation; `stop` ends it and removes its files."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dougong-pg-", dir=_memory()))
        self._user = _unprivileged()
        if self._user:
            shutil.chown(self.folder, self._user, self._user)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        settings = Path(self.data, "postgresql.conf")
        with settings.open("a") as file:
            file.write(f"{_SETTINGS}unix_socket_directories = '{self.folder}'\n")
        self._run("pg_ctl", "-D", self.data, "-w", "-l", str(self.folder / "log"), "start")
        self._made = 0

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def url(self, database: str = "postgres") -> str:
        """The SQLAlchemy URL of one of its databases."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def create(self, template: str | None = None, name: str | None = None) -> str:
        """A new database, a copy of `template` if one is named; gives its URL."""
        self._made += 1
        wanted = name or f"test_{self._made}"
        more = ("-T", template) if template else ()
        self._run("createdb", "-h", str(self.folder), "-U", "postgres", *more, wanted)
        return self.url(wanted)

    def drop(self, url: str) -> None:
        """Remove a database that `create` made, whoever is still connected."""
        name = str(make_url(url).database)
        self._run("dropdb", "-h", str(self.folder), "-U", "postgres", "--force", name)

    def stop(self) -> None:
        """End the server and remove its files."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(binaries() / program), *arguments]
        if self._user:
            command = ["setpriv", "--reuid", self._user, "--regid", self._user,
                       "--clear-groups", *command]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, cwd="/")
        if done.returncode != 0:
            raise RuntimeError(f"{program}: {done.stderr or done.stdout}")


def _memory() -> str | None:
    """A folder in memory where there is room: copying a database there takes 20 ms, not 500."""
    folder = Path("/dev/shm")
    roomy = folder.is_dir() and shutil.disk_usage(folder).free > 2 * 2**30
    return str(folder) if roomy else None


def _unprivileged() -> str | None:
    """PostgreSQL refuses to run as root: then Debian's own user runs it."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise RuntimeError("there is no user postgres: run `make setup`") from None
