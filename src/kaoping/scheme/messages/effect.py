"""The mistakes in penalties, the order of adjustments, cumulative shares and rules over several years.

Codes are never reused.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

ONE_OF = Message(
    "S187",
    "“{name}”应恰好写 {keys} 之一，现写了 {count} 个。",
    '"{name}" needs exactly one of {keys}, and has {count}.',
    "请只留一个；其余另写一项。",
    "Keep one of them; write another entry for the others.",
)
NOT_BOTH = Message(
    "S188",
    "“{name}”同时写了“{first}”和“{second}”。",
    '"{name}" has both {first} and {second}.',
    "两者意思不同，请只留一个。",
    "They mean different things: keep one of them.",
)
ADJUST_COUNT = Message(
    "S189",
    "adjust 中“{block}”出现 {count} 次，应为 {wanted} 次。",
    'adjust names "{block}" {count} times, but it has to stand there {wanted} times.',
    "方案中的加分、扣分和减总分的扣分情形，各写一次。",
    "Name the bonus, the deductions and penalties with `minus` once each, where the scheme has them.",
)
ADJUST_MISSING = Message(
    "S190",
    "扣分情形“{penalty}”从总分中减分，但方案没有写明减分的次序。",
    'the penalty "{penalty}" takes points off the total, but the scheme does not say in which order.',
    "请写“adjust”，例如“adjust: [{{subtract: penalties}}]”。",
    "Write `adjust`, for example `adjust: [{{subtract: penalties}}]`.",
)
ADJUST_LIMITS = Message(
    "S191",
    "adjust 中的下限 {least} 高于上限 {most}，没有分数可同时满足。",
    "adjust holds the total to at least {least} and at most {most}, which no total can be.",
    "请改正其中一个。",
    "Correct one of them.",
)
UP_TO_NEVER_REACHED = Message(
    "S192",
    "等次“{grade}”的累计比例 {share} 不高于前面各等次已占的 {before}，没有单位能评到。",
    'the grade "{grade}" ends at {share}, but the grades before it reach to {before}: no unit can have it.',
    "up_to 是累计比例，例如 0.25、0.7、0.95。",
    "`up_to` is cumulative: for example 0.25, 0.7, 0.95.",
)
YEARS_CANNOT_HOLD = Message(
    "S193",
    "“{outcome}”看最近 {last} 期、至少成立 {least} 期：前者应为 2 至 {most}，后者不超过前者。",
    '"{outcome}" looks at {last} periods and wants {least}: look at 2 to {most}, and want 1 up to all of these.',
    "只看本期的，请删去“years”。",
    "Remove `years` where only the scored period counts.",
)
MINUS_NOT_POSITIVE = Message(
    "S194",
    "扣分情形“{penalty}”减 {number} 分，应大于 0。",
    'the penalty "{penalty}" takes {number} points off; the number must be above zero.',
    "扣分一律写成正数。",
    "Write points off as a positive number.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
