"""The mistakes in conditions of outcomes, in first places by figure and in places that are a share.

Codes are never reused.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

WITHIN_MISSING = Message(
    "S210",
    "“{outcome}”的条件用了统计量“{name}”，但没有写明取自哪些单位。",
    'the condition of "{outcome}" names the statistic {name}, but does not say of which units.',
    "请写“compare_within: group”（同组）、“all”（全部）或“{{columns: [...]}}”。",
    "Write `compare_within: group`, `all` or `{{columns: [...]}}`.",
)
WITHIN_UNUSED = Message(
    "S211",
    "“{outcome}”的条件没有用统计量，用不上“compare_within”。",
    'the condition of "{outcome}" names no statistic, so that nothing is compared.',
    "请删去“compare_within”。",
    "Remove compare_within.",
)
FIGURE_OF_NOTHING = Message(
    "S212",
    "单项第一“{first}”按数据评选，但“{node}”在一个考评周期内没有单独一个报送数。",
    '"{first}" compares figures, but "{node}" has no single figure delivered for the scored period.',
    "请写 observations 表、每个考评周期一个数的指标，或写“by: points”。",
    "Name an indicator of table observations with one figure for the period, or write `by: points`.",
)
SHARE_KEYS = Message(
    "S213",
    "称号“{title}”的名额写“share”时须同时写“of”和“rounding”，不写“share”时二者都用不上。",
    'the places of "{title}" need of and rounding together with share, and neither without it.',
    "例如“share: 0.25, of: excellent, rounding: floor”：该等次单位数的四分之一，舍去小数。",
    "For example `share: 0.25, of: excellent, rounding: floor`: a quarter of the units in that grade, rounded down.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
