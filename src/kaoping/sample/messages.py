"""The messages of the generator."""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["NO_SUCH_CITY"]

NO_SUCH_CITY = Message(
    "S200",
    "示例市没有这样分组的单位。",
    "the sample city has no units of these groups.",
    "示例市有这些分组：“{known}”。",
    "It has units of the groups: {known}.",
)
