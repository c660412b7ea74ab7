"""What a plan can tell: the operating characteristic, and sample sizes for Ac 0."""

from __future__ import annotations

from decimal import Context, Decimal
from math import comb

from dougong.runtime.functions.quality.no_answer import NoAnswer

# Far more digits than the six places a formula keeps; the same on every machine, unlike floats.
_DIGITS = Context(prec=50)
_ONE, _HUNDRED = Decimal(1), Decimal(100)
# The largest Ac of the standard is 44; without an end a formula could calculate for hours.
LARGEST_AC = 200


def acceptance(size: int, ac: int, percent: Decimal) -> Decimal:
    """Probability, 0 to 1, that a lot with `percent` nonconforming units is accepted.

    Binomial: samples of `size` units from a process or a large lot, accepted with up to `ac`
    nonconforming. The values of Montgomery, Statistical Quality Control, Table 15.2 come from it.
    Raises NoAnswer for a size below 1, an `ac` outside 0 to LARGEST_AC, or a percentage outside 0
    to 100.
    """
    if size < 1 or not 0 <= ac <= LARGEST_AC or not 0 <= percent <= _HUNDRED:
        raise NoAnswer(f"size {size}, Ac {ac}, {percent} %")
    if ac >= size:
        return _ONE
    bad = percent / _HUNDRED
    good = _ONE - bad
    parts = (
        _DIGITS.multiply(
            comb(size, found), _DIGITS.multiply(_power(bad, found), _power(good, rest))
        )
        for found, rest in ((found, size - found) for found in range(ac + 1))
    )
    return sum(parts, Decimal(0))


def success_run(confidence: Decimal, reliability: Decimal) -> int:
    """The smallest n so that n units without a nonconforming one show `reliability` percent good
    units with `confidence` percent: reliability ** n <= 1 - confidence, Ac 0.

    The same as n = ceil(ln beta / ln(1 - LTPD)) with LTPD = 100 - reliability and consumer's risk
    beta = 100 - confidence, in percent. A computed plan, not one of ISO 2859-1. Raises NoAnswer
    unless both lie between 0 and 100, the ends left out.
    """
    if not (0 < confidence < _HUNDRED and 0 < reliability < _HUNDRED):
        raise NoAnswer(f"confidence {confidence} %, reliability {reliability} %")
    risk, good = _ONE - confidence / _HUNDRED, reliability / _HUNDRED
    about = int(_DIGITS.divide(_DIGITS.ln(risk), _DIGITS.ln(good)))
    size = max(1, about - 1)  # a logarithm may be out in its last digit, a product is not
    while _power(good, size) > risk:
        size += 1
    return size


def _power(base: Decimal, exponent: int) -> Decimal:
    return _DIGITS.power(base, exponent) if exponent else _ONE
