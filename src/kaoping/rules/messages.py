"""What aggregations cannot compute: told inside the problem that names the row."""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["TOO_FEW"]

TOO_FEW = Message(
    "F060",
    "只有 {count} 个数，最高最低各去掉 {cut} 个后没有剩余。",
    "of {count} figures nothing is left when {cut} are cut at each end.",
    "请补报数据，或少去掉几个。",
    "Supply more figures, or cut fewer.",
)
