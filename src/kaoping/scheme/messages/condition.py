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

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
