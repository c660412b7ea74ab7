"""A compiled expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dougong.platform.expressions.check import check
from dougong.platform.expressions.checked import Checked
from dougong.platform.expressions.compiling.compiler import Compiler, Run, Values
from dougong.platform.expressions.evaluation import Evaluation
from dougong.platform.expressions.expression_error import unfit
from dougong.platform.expressions.scope import Scope
from dougong.platform.expressions.value_type import Type


@dataclass(frozen=True, slots=True)
class Compiled:
    """Call it with values (`{"record": {...}, name: …}`) and an Evaluation; gives a plain value.

    A value that is not there is empty. Raises ExpressionError only when the values are not of the
    types the scope declared.
    """

    checked: Checked
    run: Run

    def __call__(self, values: Values, evaluation: Evaluation) -> Any:
        try:
            return self.run(values, evaluation)
        except Exception as error:
            raise unfit(self.checked.parsed.source, error) from error


def compile_expression(source: str, scope: Scope, expects: Type | None = None) -> Compiled:
    """Check and compile `source`; raises ExpressionError as `check` does."""
    checked = check(source, scope, expects)
    return Compiled(checked, Compiler(checked).function())
