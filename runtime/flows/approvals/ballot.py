"""A seat as it counts."""

from __future__ import annotations

from dataclasses import dataclass

# What a vote can say.
AGREE, REFUSE, ABSTAIN = "agree", "refuse", "abstain"
# Where an added signer stands to the seat that asked for them; "" is a seat of the definition.
BEFORE, AFTER, OPINION = "before", "after", "opinion"


@dataclass(frozen=True)
class Ballot:
    """`vote` is what stands now (None: nothing yet); `host` is the seat an added signer belongs to.

    `veto`: a refusal of this seat ends the vote whatever the rest says.
    """

    id: str
    vote: str | None = None
    veto: bool = False
    host: str | None = None
    place: str = ""
