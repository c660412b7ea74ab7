"""Settings of one deployment, read from the environment."""

from dougong.platform.settings.settings import Settings, SettingsError

__all__ = ["Settings", "SettingsError"]
