"""Definitions as the program reads them: thin views over their JSON."""

from dougong.platform.definitions.views.field import Field
from dougong.platform.definitions.views.form import Form
from dougong.platform.definitions.views.operation import Operation
from dougong.platform.definitions.views.state import State
from dougong.platform.definitions.views.transition import Transition, names

__all__ = ["Field", "Form", "Operation", "State", "Transition", "names"]
