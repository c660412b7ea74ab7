"""The web application: areas mounted on one shell."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

import anyio.to_thread
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from dougong.platform.resources import static_folder
from dougong.platform.web.deployment import Deployment
from dougong.platform.web.headers import SecurityHeaders
from dougong.platform.web.problems import install
from dougong.platform.web.shell import offer, pack_entries
from dougong.platform.web.static_files import KeptFiles

# Named, not imported: areas stand above the web, and anybody's area is mounted the same way.
AREAS = (
    "dougong.platform.web.signing",
    "dougong.platform.web.health",
    "dougong.runtime.api",
    "dougong.designer.api",
    "dougong.runtime.pages",
)
THREADS = 20  # as many as the pool of database connections holds


def create_app(deployment: Deployment, areas: tuple[str, ...] = AREAS) -> FastAPI:
    """The application of a deployment; each area is a module with a `router`."""
    app = FastAPI(title="Dougong", openapi_url=None, docs_url=None, redoc_url=None, lifespan=_life)
    app.state.deployment = deployment
    for name in areas:
        app.include_router(import_module(name).router)
    offer(pack_entries)  # after what the areas offer: the inbox comes first
    app.mount("/static", KeptFiles(directory=static_folder(), check_dir=False), "static")
    install(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(SecurityHeaders)
    return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    deployment: Deployment = app.state.deployment
    if deployment.jobs is not None:
        deployment.jobs.start()
    if deployment.postman is not None:
        deployment.postman.start()
    try:
        yield
    finally:
        if deployment.jobs is not None:
            await anyio.to_thread.run_sync(deployment.jobs.stop)
        if deployment.postman is not None:
            await anyio.to_thread.run_sync(deployment.postman.stop)
        deployment.storage.close()
