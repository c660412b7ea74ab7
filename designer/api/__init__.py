"""The API of definitions: drafts, checks, publishing, rolling back."""

from fastapi import APIRouter

from dougong.designer.api import definitions, drafts, publications

router = APIRouter(prefix="/api")
router.include_router(definitions.router)
router.include_router(drafts.router)
router.include_router(publications.router)

__all__ = ["router"]
