"""Functions on quantities and money."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dougong.platform.expressions.functions.function import Function
from dougong.platform.expressions.money import Money
from dougong.platform.expressions.quantity import Quantity
from dougong.platform.expressions.value_type import DECIMAL, MONEY, QUANTITY, TEXT, Type


def _always(result: Type) -> Callable[[Sequence[Type]], Type]:
    def rule(_: Sequence[Type]) -> Type:
        return result

    return rule


# Their SQL is written by the SQL builder itself, which knows the two parts of such a value.
FUNCTIONS = (
    Function("value_of", ("quantity",), _always(DECIMAL), lambda a: a.value, None,
             {"zh": "数量的数值", "en": "The number of a quantity"},
             (("value_of(quantity(3, 'pcs'))", 3),), sql_built=True),
    Function("unit_of", ("quantity",), _always(TEXT), lambda a: a.unit, None,
             {"zh": "数量的单位", "en": "The unit of a quantity"},
             (("unit_of(quantity(3, 'pcs'))", "pcs"),), sql_built=True),
    Function("amount_of", ("money",), _always(DECIMAL), lambda a: a.amount, None,
             {"zh": "金额的数值", "en": "The number of an amount of money"},
             (("amount_of(money(3, 'CNY'))", 3),), sql_built=True),
    Function("currency_of", ("money",), _always(TEXT), lambda a: a.currency, None,
             {"zh": "金额的币种", "en": "The currency of an amount of money"},
             (("currency_of(money(3, 'CNY'))", "CNY"),), sql_built=True),
    Function("quantity", ("number", "text"), _always(QUANTITY), Quantity, None,
             {"zh": "由数值和单位组成数量", "en": "A quantity from a number and its unit"},
             (("quantity(3, 'pcs') == 3", True),), sql_built=True),
    Function("money", ("number", "text"), _always(MONEY), Money, None,
             {"zh": "由数值和币种组成金额", "en": "Money from a number and its currency"},
             (("money(3, 'CNY') == 3", True),), sql_built=True),
)  # fmt: skip
