"""What is said of a vote: how it is decided, what is needed, how far it is."""

from __future__ import annotations

from dougong.platform.storage import Transaction
from dougong.platform.texts import N_, translate
from dougong.runtime.flows.approvals import ALL, ANY, IN_ORDER, SHARE, Case
from dougong.runtime.pages.views.whom import role_titles

MODES = {
    ANY: N_("Any one decides"),
    ALL: N_("All must agree"),
    IN_ORDER: N_("One after another"),
    SHARE: N_("By share of votes"),
}
_NEEDED = {
    ANY: N_("The first vote decides."),
    ALL: N_("Approved when all {n} agree; one refusal ends it."),
    IN_ORDER: N_("Approved when all {n} have agreed in this order; one refusal ends it."),
    SHARE: N_("Approved when {share} agree ({needed} of {n})"),
}


def mode_words(tx: Transaction, case: Case) -> str:
    """The way it is decided."""
    return translate(MODES[case.terms.mode], tx.actor.language)


def needed_words(tx: Transaction, case: Case) -> str:
    """What it takes to be approved."""
    language, terms, seats = tx.actor.language, case.terms, len(case.counted)
    share = "100%" if terms.share == 1 else f"≥ {terms.share.numerator}/{terms.share.denominator}"
    words = translate(_NEEDED[terms.mode], language, n=seats, share=share, needed=case.needed)
    if terms.mode != SHARE:
        return words
    parts = [words]
    vetoes = [one for one in case.seats if one["veto"]]
    if vetoes:
        who = _who(tx, case)
        parts.append(translate(N_("and {who} does not refuse"), language, who=who))
    if terms.quorum:
        parts.append(translate(N_("at least {n} votes"), language, n=terms.quorum))
    joined = ("，" if language == "zh" else ", ").join(parts)
    return f"{joined}。" if language == "zh" else f"{joined}."


def _who(tx: Transaction, case: Case) -> str:
    """Who has a veto."""
    roles = [str(one["role"]) for one in case.seats if one["veto"] and one["role"]]
    named = role_titles(tx, list(dict.fromkeys(roles)))
    return named or translate(N_("who has a veto"), tx.actor.language)


def tally(tx: Transaction, case: Case) -> str:
    """`2 of 4 agreed`."""
    words = N_("{agreed} of {n} agreed")
    return translate(words, tx.actor.language, agreed=case.agreed, n=len(case.counted))
