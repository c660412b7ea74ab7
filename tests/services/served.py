"""The product as people run it: a process of its own, reached over HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import httpx

from dougong.platform.identity import create_token
from dougong.platform.storage import Actor, Cause, Storage


class Served:
    """`dougong serve` on a free port, with the demonstration company unless `demo` is False,
    with further `settings`; started on creation, stopped by `stop`."""

    def __init__(
        self,
        home: Path,
        database_url: str | None = None,
        demo: bool = True,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        own = {"DOUGONG_HOME": str(home), "DOUGONG_SECRET_KEY": "test"}
        self.environment = {**os.environ, **own, **(settings or {})}
        self.database_url = database_url or f"sqlite:///{home / 'dougong.sqlite'}"
        if database_url is not None:
            self.environment["DOUGONG_DATABASE_URL"] = database_url
            self.command("migrate")
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [*COMMAND, "serve", *(["--demo"] if demo else []), "--port", "0"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            self.url = self._address()
        except AssertionError:
            self._process.kill()
            self._process.communicate()
            raise
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        httpx.get(f"{self.url}/healthz", timeout=30).raise_for_status()

    def command(self, *arguments: str) -> str:
        """What another `dougong` command prints on the same data."""
        done = subprocess.run(
            [*COMMAND, *arguments], env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def token(self, login: str) -> str:
        """A token of one of the demonstration's people."""
        storage = Storage(self.database_url)
        try:
            with storage.write(Actor.for_service("tests"), Cause("person")) as tx:
                return create_token(tx, login, "tests")
        finally:
            storage.close()

    def stop(self) -> None:
        """End the process as an operator does; AssertionError if it does not end well."""
        self._process.terminate()
        ended = self._process.wait(timeout=30)
        assert ended in (0, -signal.SIGTERM), "".join(self.lines)
        self._reader.join(timeout=10)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _address(self) -> str:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.append(line)
            if "http://" in line:
                return line.split()[-1]
        raise AssertionError("it did not start:\n" + "".join(self.lines))

    def _read(self) -> None:
        assert self._process.stdout is not None
        self.lines.extend(self._process.stdout)


COMMAND = (
    sys.executable,
    "-c",
    "import sys; from dougong.platform.cli import main; sys.exit(main())",
)
