"""The mistakes in numbers, grades, titles, adjustments, outcomes and the process.

Codes are never reused.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

UNKNOWN_ROUNDING_PLACE = Message(
    "S101",
    "没有可修约的节点“{name}”。",
    'no node "{name}" to round.',
    "{near_zh}",
    "{near_en}",
)
ROUNDED_TWICE = Message(
    "S102",
    "“{name}”修约了两次。",
    '"{name}" is rounded twice.',
    "请保留一条。",
    "Keep one of them.",
)
DECIMALS_OUT_OF_RANGE = Message(
    "S103",
    "小数位数 {number} 应在 0 与 10 之间。",
    "{number} decimals: the number must be from 0 to 10.",
    "请改正小数位数。",
    "Correct the number of decimals.",
)
RANKED_ON_NOTHING = Message(
    "S104",
    "按修约后的总分排名，但没有修约总分。",
    "ranks follow the rounded total, but the total is not rounded.",
    "请在 rounding 中写“at: total”，或写“rank_on: unrounded”。",
    "Round at `total`, or write `rank_on: unrounded`.",
)
EMPTY_LIST = Message(
    "S105",
    "{key} 是空的。",
    "{key} is empty.",
    "至少写一项。",
    "Write at least one.",
)
DUPLICATE_PERIOD = Message(
    "S106",
    "考评周期 {name} 写了两次。",
    "the period {name} is written twice.",
    "请删去其中一个。",
    "Remove one of them.",
)
PERIODS_DIFFER = Message(
    "S107",
    "考评周期长短不一：{first} 与“{name}”。",
    "the periods differ in length: {first} and {name}.",
    "长短不同的周期请写成不同的方案。",
    "Write a scheme of its own for periods of another length.",
)
NEED_NOT_POSITIVE = Message(
    "S108",
    "need 为 {need}，至少应为 1。",
    "need is {need}, but at least 1 makes sense.",
    "请写正整数或“all”；允许全缺时写“empty”。",
    "Write a positive number or all.",
)
LAST_GRADE_LIMITED = Message(
    "S110",
    "最后一个等次“{grade}”不能有条件。",
    'the last grade "{grade}" cannot have conditions.',
    "请删去 quota、“up_to”和“at_least”，使其余单位都有等次。",
    "Remove quota, up_to and at_least, so that every unit has a grade.",
)
GRADE_WITHOUT_CONDITION = Message(
    "S111",
    "等次“{grade}”没有条件，后面的等次轮不到。",
    'the grade "{grade}" has no condition, so no later grade is ever reached.',
    "请写 quota、up_to 或“at_least”。",
    "Write quota, up_to or at_least.",
)
AT_LEAST_NOT_ORDERED = Message(
    "S112",
    "等次“{grade}”的分数线 {number} 应{compare_zh}前一等次的 {before}。",
    'the grade "{grade}" starts at {number}, which is not {compare_en} the {before} of the grade before.',
    "等次由高到低排列。",
    "Put the best grade first.",
)
QUOTAS_OVER_ALL = Message(
    "S113",
    "各等次的名额比例合计为 {total}，超过 1。",
    "the quotas add up to {total}, more than 1.",
    "请改正其中一个比例。",
    "Correct one of them.",
)
UNFILLABLE_TITLE = Message(
    "S114",
    "称号“{title}”要从“{grade}”中产生，但该等次没有名额。",
    'the title "{title}" comes from the grade "{grade}", which has no places.',
    "请改正该等次的“quota”，或改“from”。",
    "Correct the quota of the grade, or `from`.",
)
MORE_TITLES_THAN_PLACES = Message(
    "S115",
    "{group} 组从“{grade}”中产生称号 {titles} 个，而该等次只有 {places} 个名额（{counted_zh} {units} 个）。",
    'group {group} gives {titles} titles from "{grade}", which has {places} places only ({units} units {counted_en}).',
    "请减少称号名额，或提高该等次的比例。",
    "Give fewer titles, or raise the quota of the grade.",
)
PLACES_UNCLEAR = Message(
    "S116",
    "称号“{title}”的名额恰好写 total、each_group、by_group 和 share 之一。",
    'the places of "{title}" need exactly one of total, each_group, by_group and share.',
    "总数写“total”，每组相同写“each_group”，各组不同写“by_group”，某等次单位数的一定比例写“share”。",
    "Write total for all groups together, each_group for the same number in each, by_group for each its own, "
    "share for a share of the units in a grade.",
)
SPLIT_MISSING = Message(
    "S117",
    "称号“{title}”的 {total} 个名额没有写明如何分到 {count} 个组。",
    'the {total} places of "{title}" are not divided among its {count} groups.',
    "请写“split: {{by: largest_remainder, of: assessed}}”，只计有总分的单位时写“of: ranked”。",
    "Write `split: {{by: largest_remainder, of: assessed}}`, or `of: ranked` to count only units with a total.",
)
PLACES_NOT_WHOLE = Message(
    "S118",
    "{key} 为 {number}，应为正整数。",
    "{key} is {number}, but must be a whole number above zero.",
    "请写正整数。",
    "Write a whole number above zero.",
)
SPLIT_UNUSED = Message(
    "S119",
    "称号“{title}”各组名额已写明，用不上“split”。",
    '"{title}" has the places of each group, so nothing is divided.',
    "请删去“split”。",
    "Remove split.",
)
DEMOTION_WITHOUT_GRADES = Message(
    "S120",
    "有降等情形“{demotion}”，但方案没有等次。",
    'there is a demotion "{demotion}", but the scheme has no grades.',
    "请写上“grades”，或改为“disqualifications”。",
    "Write `grades`, or make it a disqualification.",
)
LOWERED_TOO_FAR = Message(
    "S121",
    "“{demotion}”降 {number} 等，而方案只有 {count} 个等次。",
    '"{demotion}" lowers by {number} grades, but the scheme has {count}.',
    "请写 0 到 {most} 之间的整数。",
    "Write a number from 0 to {most}.",
)
NO_EFFECT = Message(
    "S122",
    "“{demotion}”没有任何作用。",
    '"{demotion}" does nothing.',
    "请写“lower_grade: 1”、cap_grade 或“last_in_grade: true”。",
    "Write `lower_grade: 1`, `cap_grade` or `last_in_grade: true`.",
)
CAP_NOT_POSITIVE = Message(
    "S123",
    "{key} 的上限 {number} 应大于 0。",
    "the cap of {key} is {number}, but must be above zero.",
    "不设上限时请删去“cap”。",
    "Write the cap that the regulation gives.",
)
MAY_BE_NEGATIVE = Message(
    "S124",
    "“{node}”可能给出负分，而{kind_zh}一律写成正数。",
    '"{node}" may give negative points, but {kind_en} are written as positive numbers.',
    "加分写在“bonus”，扣分写在“deductions”，数字都为正。",
    "Points on belong under `bonus`, points off under `deductions`, both as positive numbers.",
)
STANDS_IN_FOR_ITSELF = Message(
    "S125",
    "{name} 不能由自己代行。",
    "{name} cannot stand in for itself.",
    "请写另一个部门，以便回避。",
    "Name another department, so that it can be recused.",
)
DAYS_NOT_WHOLE = Message(
    "S126",
    "working_days 为 {number}，应为正整数。",
    "working_days is {number}, but must be a whole number above zero.",
    "请写工作日天数。",
    "Write the number of working days.",
)
MALFORMED_DATE = Message(
    "S127",
    "“{text}”不是日期。",
    '"{text}" is not a date.',
    "请写成 2016-03-01、2016-03 或 2016。",
    "Write 2016-03-01, 2016-03 or 2016.",
)
UNKNOWN_IN_CONDITION = Message(
    "S128",
    "条件中的{kind_zh}“{name}”不存在。",
    'the condition names a {kind_en} "{name}" that does not exist.',
    "{near_zh}",
    "{near_en}",
)
FREES_NOTHING = Message(
    "S160",
    "“{demotion}”不降等次，却写了“frees_place: true”：单位仍在原等次，没有名额可让出。",
    '"{demotion}" lowers no grade and yet says `frees_place: true`: the unit keeps its grade, so no place is free.',
    "请写“frees_place: false”，或“lower_grade: 1”。",
    "Write `frees_place: false`, or `lower_grade: 1`.",
)
AFTER_APPEAL_MISSING = Message(
    "S161",
    "本次计分更正批次 {run}，但方案没有写明申诉处理后统计量是保持不变还是重新计算。",
    "this run corrects run {run}, but the scheme does not say whether statistics stay or are computed again then.",
    "请在 numbers 中写“after_appeal: keep_statistics”或“recompute_statistics”。",
    "Write `after_appeal: keep_statistics` or `recompute_statistics` under numbers.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
