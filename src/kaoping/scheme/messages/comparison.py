"""The mistakes in what compares units: unit columns, further rankings, tiers, ranks taken and figures withheld.

Codes are never reused.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

UNIT_COLUMN_TAKEN = Message(
    "S178",
    "单位表附加列不能叫“{id}”：单位表已有此列，或由系统占用。",
    'a unit column cannot be called "{id}": the units have that column already, or Kaoping uses the name itself.',
    "请换一个标识，例如 {id}_name。",
    "Choose another id, for example {id}_name.",
)
UNKNOWN_UNIT_COLUMN = Message(
    "S179",
    "没有单位表附加列“{name}”。",
    'no unit column "{name}".',
    "{near_zh}附加列在 unit_columns 中写明。",
    "{near_en} Unit columns are declared under `unit_columns`.",
)
NOT_A_FLAG = Message(
    "S180",
    "“{name}”列写的是名称，不是 true 或 false，不能用来确定哪些单位参加比较。",
    'the column "{name}" holds names, not true or false: it cannot say which units count.',
    "请写 holds: flag 的列。",
    "Name a column with `holds: flag`.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
