"""Records as people see them: values in words, links by name, forms ready to be filled in."""

from dougong.runtime.showing.field_view import FieldView, RowView
from dougong.runtime.showing.filling import Filling
from dougong.runtime.showing.form_view import FormView, SectionView, form_view
from dougong.runtime.showing.inputs import input_of
from dougong.runtime.showing.marks import Mark, Marks
from dougong.runtime.showing.moments import day, hours_until, moment, span
from dougong.runtime.showing.names import Names, target_of
from dougong.runtime.showing.proposal_view import ProposalView
from dougong.runtime.showing.shown_value import ShownValue
from dougong.runtime.showing.values import Shower, state_of

__all__ = [
    "FieldView",
    "Filling",
    "FormView",
    "Mark",
    "Marks",
    "Names",
    "ProposalView",
    "RowView",
    "SectionView",
    "ShownValue",
    "Shower",
    "day",
    "form_view",
    "hours_until",
    "input_of",
    "moment",
    "span",
    "state_of",
    "target_of",
]
