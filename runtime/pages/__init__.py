"""The pages people see."""

from fastapi import APIRouter

router = APIRouter()

__all__ = ["router"]
