"""`/files/{id}`: files for people; and those that come with a page's form, without a script."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response

from dougong.platform.web import Ask, download

router = APIRouter(prefix="/files")


@router.get("/{id}")
def fetch_file(
    asked: Ask, id: str, size: Literal["", "small", "large"] = "", save: bool = False
) -> Response:
    """A file somebody may see."""
    return download(asked, id, size, save)
