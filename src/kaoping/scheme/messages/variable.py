"""The mistakes in variables, in what indicators derive from them, and in how missing figures are filled."""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

UNKNOWN_VARIABLE = Message(
    "S170",
    "没有变量“{name}”。",
    'no variable "{name}".',
    "{near_zh}",
    "{near_en}",
)
VARIABLE_NOT_NAMED = Message(
    "S171",
    "指标“{node}”列出了变量“{name}”，但没有公式用到它。",
    'the indicator "{node}" lists the variable {name}, but no formula names it.',
    "请在 derive 或公式中写上“{name}”，或从 uses 中删去。",
    "Name {name} in `derive` or in a formula, or remove it from `uses`.",
)
VARIABLE_UNUSED = Message(
    "S172",
    "没有指标用到变量“{name}”。",
    'no indicator uses the variable "{name}".',
    "请在要用它的指标的 data 中写“uses: [{name}]”，或删去这个变量。",
    "Write `uses: [{name}]` under `data` of the indicator that needs it, or remove the variable.",
)
VARIABLE_TOO_FINE = Message(
    "S173",
    "变量 {name} 在一个考评周期内有多个数（every: {every}），与指标“{node}”的数据逐条对不上。",
    'the variable {name} has several figures in a scored period (every: {every}), not one for each row of "{node}".',
    "请让两者的 every 相同，或让变量每个考评周期一个数（every: scored_period）。",
    "Give both the same `every`, or let the variable have one figure for the scored period (`every: scored_period`).",
)
NO_OWN_FIGURE = Message(
    "S174",
    "指标“{node}”用到变量，但没有公式用到它自己的数（x 或 actual）。",
    'the indicator "{node}" uses variables, but no formula names its own figure (x or actual).',
    "它的数由变量推算的，请把推算公式写在 data 的 derive 中，计分公式用“x”。",
    "Where its figure follows from variables, write that formula as `derive` under `data`, and let the scoring name x.",
)
NOT_WHERE_DERIVED = Message(
    "S175",
    "指标“{node}”的数由变量推算，不另报送，{key} 不能写{what_zh}。",
    'the figure of "{node}" is derived from variables and not delivered: {key} cannot be {what_en} here.',
    "{hint_zh}",
    "{hint_en}",
)
FILL_KEY = Message(
    "S176",
    "按 {take} 补缺，{wrong_zh}。",
    "a figure filled by `{take}` {wrong_en}.",
    "例如：“{example}”。",
    "For example: {example}.",
)
NOT_FILLED = Message(
    "S177",
    "指标“{node}”不能补缺：{why_zh}。",
    'figures of "{node}" cannot be filled: {why_en}.',
    "请删去“{key}”。",
    "Remove `{key}`.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
