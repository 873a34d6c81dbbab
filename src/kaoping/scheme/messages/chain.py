"""The mistakes in rules, their parameters and the chain of steps.

Codes are never reused; S089 to S091 are retired: S140 tells what they told.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

UNKNOWN_RULE = Message(
    "S080",
    "没有规则“{name}”。",
    'no rule "{name}".',
    "{near_zh}",
    "{near_en}",
)
UNKNOWN_PARAMETER = Message(
    "S081",
    "{rule} 没有参数“{name}”。",
    '{rule} has no parameter "{name}".',
    "{near_zh}",
    "{near_en}",
)
PARAMETER_MISSING = Message(
    "S082",
    "{rule} 缺少参数 {key}（{label_zh}）。",
    "{rule} lacks its parameter {key} ({label_en}).",
    "请在 with 中写上“{key}”。",
    "Write {key} under `with`.",
)
WRONG_PARAMETER_KIND = Message(
    "S083",
    "参数 {key} 应为{expected_zh}。",
    "the parameter {key} must be {expected_en}.",
    "例如：“{example}”。",
    "For example: {example}.",
)
WRONG_PARAMETER_CHOICE = Message(
    "S084",
    "参数 {key} 不能是“{name}”。",
    'the parameter {key} cannot be "{name}".',
    "{near_zh}",
    "{near_en}",
)
GROUPS_LEFT_OUT = Message(
    "S085",
    "参数 {key} 没有写 {groups} 组的数。",
    "the parameter {key} has no number for {groups}.",
    "请写全各组，或对所有组写一个“value”。",
    "Give a number for every group, or one value for all.",
)
NOT_ROWS = Message(
    "S086",
    "参数 {key} 不是一个表。",
    "the parameter {key} is not a table of rows.",
    "例如：“{example}”。",
    "For example: {example}.",
)
RULE_READS_OTHER_TABLE = Message(
    "S087",
    "规则 {rule} 读取 {wanted} 表，而指标“{node}”读取“{table}”。",
    'the rule {rule} reads table {wanted}, but the indicator "{node}" reads {table}.',
    "请写“data: {{table: {wanted}}}”，或改用其他规则。",
    "Write `data: {{table: {wanted}}}`, or choose another rule.",
)
RULE_NOT_HERE = Message(
    "S088",
    "规则 {rule} 在此不能用：{inner_zh}",
    "the rule {rule} cannot be used here: {inner_en}",
    "{hint_zh}",
    "{hint_en}",
)
UNKNOWN_GROUP_OPERATION = Message(
    "S093",
    "没有组内运算“{name}”。",
    'no group operation "{name}".',
    "{near_zh}",
    "{near_en}",
)
NEVER_REDUCED = Message(
    "S094",
    "“{node}”每个单位有多行数据，步骤中却没有归并。",
    '"{node}" has several rows for each unit, but no step reduces them.',
    "请加一步，例如“{{reduce: mean}}”。",
    "Add a step such as `{{reduce: mean}}`.",
)
NOTHING_TO_REDUCE = Message(
    "S095",
    "“{node}”在这一步每个单位只有一行，没有可归并的。",
    '"{node}" has one row for each unit at this step: there is nothing to reduce.',
    "请删去这一步。",
    "Remove the step.",
)
UNKNOWN_KEY = Message(
    "S150",
    "归并这一步没有“{name}”可保留。",
    'there is no key "{name}" to keep at this reduction.',
    "{near_zh}",
    "{near_en}",
)
ALL_KEPT = Message(
    "S151",
    "“{node}”的归并保留了全部键，什么也没有归并。",
    'the reduction of "{node}" keeps every key: nothing is reduced.',
    "请在 keep 中少写一项。",
    "Keep fewer keys.",
)
PERIOD_WITHOUT_EVERY = Message(
    "S162",
    "“{node}”的归并保留“period”，但 data 没有写“every”，不知道应有哪些期。",
    'the reduction of "{node}" keeps `period`, but `data` says no `every` to know the periods by.',
    "例如：“every: half_year”。",
    "For example: every: half_year.",
)
EXPECT_OF_WHAT = Message(
    "S152",
    "“{node}”写了“expect”，但 keep 中除 period 外不是恰好一项。",
    '"{node}" says `expect`, but keeps not exactly one key besides `period`.',
    "expect 列出所保留的那一项应有的各个取值。",
    "`expect` lists the values that the one kept key has to have.",
)
EXPECT_MISSING = Message(
    "S153",
    "保留 {key} 时须用 expect 写明应有哪些类别，以免缺了一类而无人知晓。",
    "where {key} is kept, `expect` has to list its values, so that none is left out unseen.",
    "例如：“expect: [leaders, public]”。",
    "For example: expect: [leaders, public].",
)
UNKNOWN_STATISTIC = Message(
    "S154",
    "没有统计量“{name}”。",
    'there is no statistic "{name}".',
    "{near_zh}",
    "{near_en}",
)
TAKEN_OVER_NOTHING = Message(
    "S155",
    "此处没有名称“{name}”可供取统计量。",
    'there is no number "{name}" here to take a statistic over.',
    "{near_zh}",
    "{near_en}",
)
TAKEN_NAME = Message(
    "S156",
    "统计量不能取名“{name}”：此处已有这个名称。",
    'a statistic cannot be called "{name}": the name is taken here.',
    "请另取一个名称。",
    "Choose another name.",
)
TAKEN_UNUSED = Message(
    "S157",
    "公式没有用到统计量“{name}”。",
    'the formula does not use the statistic "{name}".',
    "请删去它，或在公式中用上。",
    "Remove it, or use it in the formula.",
)
ONE_FOR_ALL = Message(
    "S158",
    "{rule} 的参数 {key} 对各组只能是同一个数。",
    "the parameter {key} of {rule} has to be one number for all groups.",
    "请写一个数。",
    "Write one number.",
)
GROUP_BEFORE_REDUCTION = Message(
    "S096",
    "“{node}”的各行在归并之前不能与其他单位的比较（{name}）。",
    'the rows of "{node}" cannot be compared with those of other units before they are reduced ({name}).',
    "请先归并，再比较。",
    "Reduce first, then compare.",
)
NOT_POINTS = Message(
    "S098",
    "“{node}”的最后一步给出的不是分数，而是{unit_zh}。",
    'the last step of "{node}" gives {unit_en}, not points.',
    "{mend_zh}",
    "{mend_en}",
)
REDUCTION_WEIGHT_MISSING = Message(
    "S099",
    "归并方法 {reduce} 需要权重。",
    "the reduction {reduce} needs a weight.",
    "请写上“weight”，其值为一个公式。",
    "Write `weight` with a formula.",
)
REDUCTION_WEIGHT_UNUSED = Message(
    "S100",
    "归并方法 {reduce} 用不上权重。",
    "the reduction {reduce} never uses a weight.",
    "请删去“weight”，或改用“weighted_mean”。",
    "Remove the weight, or reduce by weighted_mean.",
)
CONSTRAINT_BROKEN = Message(
    "S140",
    "规则 {rule} 要求{inner_zh}，现为 {given}{group_zh}。",
    "the rule {rule} wants {inner_en}; here {given}{group_en}.",
    "{hint_zh}",
    "{hint_en}",
)
PARAMETER_OUT_OF_BOUNDS = Message(
    "S141",
    "{rule} 的参数 {key}（{label_zh}）为 {number}，应{bounds_zh}。",
    "the parameter {key} of {rule} ({label_en}) is {number}, but has to be {bounds_en}.",
    "{hint_zh}",
    "{hint_en}",
)
NO_DIRECTION = Message(
    "S142",
    "“{node}”没有写明数值越高越好还是越低越好，而 {name} 取决于此。",
    '"{node}" does not say whether higher or lower is better, but {name} follows it.',
    "请写 direction: higher_is_better（越高越好）或 lower_is_better（越低越好）。",
    "Write `direction: higher_is_better` or `lower_is_better`.",
)
NOT_A_MEAN = Message(
    "S201",
    "“{node}”写了“uncertainty”，但按 {combine} 合成。",
    '"{node}" has `uncertainty` but combines by {combine}.',
    "不确定性只用于平均值：请写“mean”，或删去“uncertainty”。",
    "It belongs to a plain mean: write `mean`, or remove it.",
)
MULTIPLIER_NOT_POSITIVE = Message(
    "S202",
    "倍数 {number} 应大于 0。",
    "the multiplier {number} must be above zero.",
    "95% 的正态分布倍数写 1.96。",
    "Write 1.96 for 95 % of a normal distribution.",
)
UNCERTAINTY_OF_UNITS = Message(
    "S203",
    "“{node}”的不确定性是各单位的，而这次归并还保留“{keys}”。",
    'the uncertainty of "{node}" is one of units, but this reduction keeps {keys}.',
    "请写在归并到单位的那一步。",
    "Write it at the reduction that leaves one figure for the unit.",
)
ROWS_OF_PERIODS_TOGETHER = Message(
    "S220",
    "“{node}”写了“every: {every}”，第一次归并却不保留“period”：各期的{rows_zh}会混在一起{unseen_zh}。",
    '"{node}" says `every: {every}`, but its first reduction keeps no `period`: {rows_en} of several periods would be '
    "taken together{unseen_en}.",
    "要逐期计算，请写“steps”，其中的归并依次为：“{steps}”；各期的{rows_zh}本应合在一起算的，请删去“every”。",
    "To compute period by period, write `steps` with these reductions in this order: `{steps}`; where {rows_en} of all "
    "periods count together, leave out `every`.",
)
PERIOD_NOT_EXPECTED = Message(
    "S221",
    "“{node}”的归并同时保留“{keys}”，又没有用 expect 列出应有的取值：某一期没有{rows_zh}时无从得知。",
    'the reduction of "{node}" keeps {keys} and lists no values that it expects: a period without {rows_en} '
    "would not be noticed.",
    "请先归并到各期，例如“{{reduce: sum, keep: [period]}}”，再归并到单位；或写上“expect”。",
    "Reduce to the periods first, for example `{{reduce: sum, keep: [period]}}`, then to the unit; or write `expect`.",
)
ROWS_OF_NOBODY = Message(
    "S222",
    "没有指标“{name}”可供取用各行。",
    'there is no indicator "{name}" to read the rows of.',
    "{near_zh}",
    "{near_en}",
)
ROWS_OF_NOT_HERE = Message(
    "S223",
    "“{node}”不能取用“{name}”的各行：{reason_zh}。",
    '"{node}" cannot read the rows of "{name}": {reason_en}.',
    "rows_of 写为另一个指标报送的各行；两者的 table 和 every 相同，都不是“observations”。",
    "`rows_of` names another indicator, for which the rows are delivered; `table` and `every` of both are the same, "
    "and the table is not observations.",
)
SAID_WHERE_DELIVERED = Message(
    "S224",
    "“{node}”取用“{name}”的各行，“{key}”应写在那里。",
    '"{node}" reads the rows of "{name}": {key} is said there.',
    "请从这里删去。",
    "Remove it here.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
