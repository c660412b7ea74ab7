"""Plans, as functions of formulas.

None has SQL: filters take them of constants only.
"""

from __future__ import annotations

from decimal import Decimal

from dougong.platform.expressions import Function, Type
from dougong.runtime.functions.quality.formulas.answering import answered, gives, regime_of, whole
from dougong.runtime.functions.quality.sampling import (
    Plan,
    acceptance,
    code_letter,
    is_aql,
    plan_for,
    success_run,
)

_INTEGER, _LOT = Type("integer"), ("number", "text", "number", "text")


def _plan(lot: Decimal, level: str, aql: Decimal, regime: str) -> Plan:
    return plan_for(whole(lot), level, aql, regime_of(regime))


def _letter(
    lot: Decimal, level: str, aql: Decimal | None = None, regime: str = "normal"
) -> str | None:
    if aql is None:
        return code_letter(whole(lot), level)
    return _plan(lot, level, aql, regime).letter


def _chance(size: Decimal, ac: Decimal, percent: Decimal) -> Decimal:
    return round(acceptance(whole(size), whole(ac), percent), 6)


FUNCTIONS = (
    Function("is_aql", ("number", "text"), gives(Type("boolean")), answered(is_aql), None,
             {"zh": "AQL 是否在 GB/T 2828.1 之内；第二个值写 'percent'（不合格品百分数，到 10 为止）"
                    "或 'per_100'（每百单位不合格数）",
              "en": "Whether ISO 2859-1 has this AQL; the second value says 'percent' (nonconforming, up "
                    "to 10) or 'per_100' (nonconformities per 100 units)"},
             (("is_aql(0.65)", True), ("is_aql(0.7)", False), ("is_aql(15, 'percent')", False)),
             optional=1),
    Function("sampling_letter", _LOT, gives(Type("text")), answered(_letter), None,
             {"zh": "样本量字码：批量、检验水平；再给出 AQL 和严格度时，是按箭头找到的那一行",
              "en": "Code letter: lot size, level; with AQL and regime that of the row the "
                    "arrows lead to"},
             (("sampling_letter(150, 'II')", "F"), ("sampling_letter(150, 'II', 1.5, 'normal')", "G")),
             optional=2),
    Function("sampling_size", _LOT, gives(_INTEGER), answered(lambda *lot: _plan(*lot).size), None,
             {"zh": "样本量 n：批量、检验水平、AQL、严格度（normal、tightened、reduced）；不小于批量时全检",
              "en": "Sample size n: lot size, level, AQL, regime (normal, tightened, "
                    "reduced); the whole lot where n is not less"},
             (("sampling_size(3600, 'II', 0.65, 'normal')", 200),)),
    Function("sampling_ac", _LOT, gives(_INTEGER), answered(lambda *lot: _plan(*lot).ac), None,
             {"zh": "接收数 Ac：批量、检验水平、AQL、严格度", "en": "Acceptance number Ac, of the same values"},
             (("sampling_ac(3600, 'II', 0.65, 'normal')", 3),)),
    Function("sampling_re", _LOT, gives(_INTEGER), answered(lambda *lot: _plan(*lot).re), None,
             {"zh": "拒收数 Re：批量、检验水平、AQL、严格度", "en": "Rejection number Re, of the same values"},
             (("sampling_re(3600, 'II', 0.65, 'normal')", 4),)),
    Function("sampling_chance", ("number", "number", "number"), gives(Type("decimal")),
             answered(_chance), None,
             {"zh": "接收概率（二项分布）：样本量、Ac、不合格品百分数",
              "en": "Probability of acceptance (binomial): sample size, Ac, percent nonconforming"},
             (("sampling_chance(89, 2, 1)", Decimal("0.939690")),)),
    Function("sampling_zero_size", ("number", "number"), gives(_INTEGER), answered(success_run), None,
             {"zh": "Ac 为 0 的样本量：置信度 %、可靠度 %（即 LTPD = 100 − 可靠度）；是计算方案，不在 GB/T 2828.1 之内",
              "en": "Sample size with Ac 0: confidence %, reliability % (LTPD = 100 − reliability); "
                    "computed, not of ISO 2859-1"},
             (("sampling_zero_size(95, 95)", 59),)),
)  # fmt: skip
