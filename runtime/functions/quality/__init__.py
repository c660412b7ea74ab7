"""What quality management calculates: pure functions over plain values, no form and no database.

The one place below the packs where words of the trade may stand.
"""
