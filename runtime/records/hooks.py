"""What follows a save, brought by rooms that stand above this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dougong.platform.storage import EventFact, Transaction

if TYPE_CHECKING:
    from dougong.runtime.records.draft import Draft


class Rules(Protocol):
    """Runs the rules of the live definitions."""

    def before(self, draft: Draft, transition: str | None) -> None:
        """Set, warn or refuse; raises Refused with every refusal."""

    def after(self, tx: Transaction, fact: EventFact) -> None:
        """What follows in the same transaction."""


class Followers(Protocol):
    """Hears of every event in its transaction: flows and tasks."""

    def record_event(self, tx: Transaction, fact: EventFact) -> None:
        """Queue what must follow."""


class _Nobody:
    """Until somebody is bound, nothing follows: that is how rooms below are tested alone."""

    def before(self, draft: Draft, transition: str | None) -> None:
        return None

    def after(self, tx: Transaction, fact: EventFact) -> None:
        return None

    def record_event(self, tx: Transaction, fact: EventFact) -> None:
        return None


class Hooks:
    """The bound rules and followers."""

    def __init__(self) -> None:
        self.rules: Rules = _Nobody()
        self.followers: Followers = _Nobody()


hooks = Hooks()


def bind(rules: Rules | None = None, followers: Followers | None = None) -> None:
    """Bind who runs rules and who follows."""
    hooks.rules = rules or hooks.rules
    hooks.followers = followers or hooks.followers
