"""`dougong serve`: pages, API and background work in one process."""

from __future__ import annotations

import argparse
import fcntl
import ipaddress
import logging
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import uvicorn

from dougong.platform.cli.opening import hire_postman, opened, seeder
from dougong.platform.cli.pack import install_pack, told
from dougong.platform.cli.quiet_server import QuietServer
from dougong.platform.resources import packs_folder, static_folder
from dougong.platform.settings import Settings, SettingsError
from dougong.platform.storage import Storage
from dougong.platform.web import Deployment, create_app

DEMO_PACK = "qms_erp"


def add(commands: Any) -> None:
    """Add the command."""
    parser = commands.add_parser("serve", help="serve pages and API, and do background work")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--demo", action="store_true", help="install the pack with its demonstration company"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped. On SQLite one process serves; a second one ends with a sentence."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if arguments.demo and not _loopback(arguments.host):
        raise SettingsError("--demo has known passwords: it serves on this machine only.")
    settings = Settings.load()
    with _lease(settings):
        _check_built()
        storage, jobs = opened(settings)
        _ready(storage, settings)
        logins = _demonstration(storage, jobs) if arguments.demo else ()
        # After the demonstration's own past: nobody gets mail about that.
        postman = hire_postman(storage, settings)
        deployment = Deployment(settings, storage, jobs, postman, arguments.demo, tuple(logins))
        _serve(deployment, arguments.host, arguments.port)
    return 0


@contextmanager
def _lease(settings: Settings) -> Iterator[None]:
    """Two processes serving one SQLite file would run the same jobs twice over."""
    if not settings.on_sqlite:
        yield
        return
    with (settings.home / "serving.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SettingsError(
                f"Another process serves {settings.home} already. Stop it first, or set "
                "DOUGONG_HOME to another folder. For several processes use PostgreSQL."
            ) from None
        yield


def _check_built() -> None:
    if not (static_folder() / "vendor" / "manifest.json").exists():
        raise SettingsError("The browser libraries are missing: run `make setup` first.")


def _ready(storage: Storage, settings: Settings) -> None:
    """SQLite is migrated here; a shared database is migrated once, by hand, before it is served."""
    if settings.on_sqlite:
        storage.migrate()
    elif not storage.at_head():
        raise SettingsError("The database is not up to date: run `dougong migrate` first.")


def _demonstration(storage: Storage, jobs: Any) -> list[Mapping[str, Any]]:
    path = packs_folder() / DEMO_PACK
    storage.migrate()
    print(told(install_pack(storage, path)))
    seeded = seeder()(storage, path, jobs.drain)
    password = seeded.password
    return [{**login, "password": password} for login in seeded.logins]


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _serve(deployment: Deployment, host: str, port: int) -> None:
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(1024)  # from here on whoever comes waits instead of being turned away
    except OSError as error:
        raise SettingsError(
            f"Port {port} cannot be had ({error.strerror}): stop what uses it, or choose "
            "another with --port."
        ) from None
    _announce(deployment, host, listening.getsockname()[1])
    config = uvicorn.Config(
        create_app(deployment),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
    )
    QuietServer(config).run(sockets=[listening])


def _announce(deployment: Deployment, host: str, port: int) -> None:
    print(f"斗拱 Dougong  http://{host}:{port}", flush=True)
    for login in deployment.logins:
        roles = ", ".join(login["roles"])
        print(f"  {login['login']:<10} {login['password']}  {login['name']} ({roles})", flush=True)
