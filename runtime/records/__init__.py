"""Records: the pipeline every change goes through."""

from dougong.runtime.records.draft import Draft
from dougong.runtime.records.drafting import set_values
from dougong.runtime.records.explaining import Explanation, explained
from dougong.runtime.records.files import files_field, prepared
from dougong.runtime.records.hooks import Followers, Rules, bind
from dougong.runtime.records.previewing import preview, stored
from dougong.runtime.records.proposing import Proposal, Reason, proposals
from dougong.runtime.records.reading_terms import ReadingTerms, terms_of
from dougong.runtime.records.reasons import reason_of
from dougong.runtime.records.records import Raw, Saved, act, change, create, delete, fill, void
from dougong.runtime.records.rights import (
    form_for,
    may_transit,
    may_void,
    meaning_of,
    open_for_change,
    unmet,
    visible,
)
from dougong.runtime.records.signatures import signatures_of, signed_for, vote_signatures_of
from dougong.runtime.records.trusted import amend, make, move, settle

__all__ = [
    "Draft",
    "Explanation",
    "Followers",
    "ReadingTerms",
    "Proposal",
    "Reason",
    "Raw",
    "Rules",
    "Saved",
    "act",
    "amend",
    "bind",
    "change",
    "create",
    "delete",
    "explained",
    "files_field",
    "fill",
    "form_for",
    "make",
    "may_transit",
    "may_void",
    "meaning_of",
    "move",
    "open_for_change",
    "prepared",
    "preview",
    "proposals",
    "reason_of",
    "set_values",
    "signatures_of",
    "signed_for",
    "settle",
    "stored",
    "terms_of",
    "unmet",
    "visible",
    "vote_signatures_of",
    "void",
]
