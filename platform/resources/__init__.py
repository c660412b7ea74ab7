"""Shipped files: where templates, static files and packs lie, installed or in a checkout."""

from dougong.platform.resources.folders import packs_folder, static_folder, templates_folder

__all__ = ["packs_folder", "static_folder", "templates_folder"]
