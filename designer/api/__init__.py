"""The API of definitions: drafts, checks, publishing, rolling back."""

from fastapi import APIRouter

from dougong.designer.api import definitions

router = APIRouter(prefix="/api")
router.include_router(definitions.router)

__all__ = ["router"]
