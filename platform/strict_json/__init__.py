"""JSON from outside, read strictly: bounded in size and depth, no duplicate keys, no NaN."""

from dougong.platform.strict_json.reading import depth_of, parse

__all__ = ["depth_of", "parse"]
