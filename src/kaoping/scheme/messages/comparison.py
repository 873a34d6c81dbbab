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
    "请换一个标识，例如“{id}_name”。",
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
    "“{name}”列写的是名称，不是“true”或“false”，不能用来确定哪些单位参加比较。",
    'the column "{name}" holds names, not true or false: it cannot say which units count.',
    "请写 holds: flag 的列。",
    "Name a column with `holds: flag`.",
)
RANKED_UNROUNDED = Message(
    "S181",
    "“{id}”按修约后的得分排列，但“{node}”没有修约。",
    '"{id}" goes by rounded points, but "{node}" is not rounded.',
    "请在 numbers.rounding 中修约它，或写“rank_on: unrounded”。",
    "Round it under numbers, or write `rank_on: unrounded`.",
)
CRITERION_TWICE = Message(
    "S182",
    "“{name}”已用来排列，再写不起作用。",
    '"{name}" has decided already: as a further criterion it decides nothing.',
    "请删去，或改写另一个节点。",
    "Remove it, or name another node.",
)
TIER_BOUND = Message(
    "S183",
    "档次“{id}”{reason_zh}。",
    'the tier "{id}" {reason_en}.',
    "档次由优到劣排列；末档不写界限，收下其余单位。",
    "Tiers stand best first; the last has no bound and takes all others.",
)
TIERS_NOT_ORDERED = Message(
    "S184",
    "档次“{id}”的界限 {number} 应比前一档的 {before} 更容易达到，否则没有单位会列入。",
    'the bound {number} of the tier "{id}" is no easier to keep than the {before} before it: no unit would be in it.',
    "请调整次序或界限；各档的界限须在同一方向。",
    "Change the order or the bounds; all bounds look the same way.",
)
TIERS_UNCLEAR = Message(
    "S185",
    "分档“{id}”{reason_zh}。",
    'the tiers "{id}" {reason_en}.',
)
UNKNOWN_ORDER = Message(
    "S186",
    "没有{kind_zh}“{name}”。",
    'no {kind_en} "{name}".',
    "{near_zh}",
    "{near_en}",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
