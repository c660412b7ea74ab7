"""Who acts."""

from __future__ import annotations

from dataclasses import dataclass, field

from dougong.platform.storage.rights import Rights


@dataclass(frozen=True)
class Actor:
    """A person, or a service that runs flows; `site` is the id of the site, `timezone` its zone."""

    id: str | None
    name: str
    kind: str = "person"
    site: str | None = None
    timezone: str = "Asia/Shanghai"
    language: str = "zh"
    theme: str = "auto"
    roles: frozenset[str] = frozenset()
    rights: Rights = field(default_factory=Rights)

    @property
    def service(self) -> bool:
        return self.kind == "service"

    @classmethod
    def for_service(
        cls, name: str, site: str | None = None, timezone: str = "Asia/Shanghai"
    ) -> Actor:
        """The named service identity flows and jobs run as."""
        return cls(None, name, "service", site, timezone, rights=Rights(everything=True))
