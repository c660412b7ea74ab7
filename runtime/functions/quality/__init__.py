"""What quality management calculates: pure functions over plain values, no form and no database.

The one place below the packs where words of the trade may stand. Each room (`sampling`,
`switching`) knows nothing of expressions; `formulas` offers them to definitions.
"""

from dougong.runtime.functions.quality.formulas import FUNCTIONS

__all__ = ["FUNCTIONS"]
