"""The mistakes in the tree of a scheme: ids, weights, full points, absence, indicators, their data.

Codes are never reused; S129 is retired: growth of peers and of the year before is computed too.
"""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["CATALOGUE"]

WEIGHTS_DO_NOT_ADD_UP = Message(
    "S012",
    "“{part}”各下级的权重合计为 {total}，应为 {wanted}。",
    'weights of "{part}" add up to {total}, not {wanted}.',
    "请把其中一个权重{change_zh} {difference}；需要按比例折算时写“weights: relative”。",
    "{change_en} one weight by {difference}, or write `weights: relative` to have them rescaled.",
)
DUPLICATE_ID = Message(
    "S040",
    "标识“{id}”重复（{kind_zh}）。",
    'the id "{id}" occurs twice among the {kind_en}.',
    "请改用另一个标识。",
    "Choose another id.",
)
RESERVED_ID = Message(
    "S041",
    "标识“{id}”已由系统占用。",
    'the id "{id}" is taken by Kaoping itself.',
    "请换一个标识，例如“{id}_points”。",
    "Choose another id, for example {id}_points.",
)
NO_CHILDREN = Message(
    "S042",
    "“{part}”没有下级。",
    '"{part}" has nothing to combine.',
    "请写上“parts”或“indicators”。",
    "Write parts or indicators below it.",
)
PARTS_AND_INDICATORS = Message(
    "S043",
    "“{part}”既有 parts 又有“indicators”。",
    '"{part}" has both parts and indicators.',
    "请把这些指标放进一个部分。",
    "Put the indicators into a part of their own.",
)
UNKNOWN_AGGREGATION = Message(
    "S044",
    "没有合成方法“{name}”。",
    'no aggregation "{name}".',
    "{near_zh}",
    "{near_en}",
)
WEIGHT_MISSING = Message(
    "S045",
    "“{node}”没有权重，而“{part}”按 {combine} 合成。",
    '"{node}" has no weight, but "{part}" combines by {combine}.',
    "请写上“weight”。",
    "Write its weight.",
)
WEIGHT_UNUSED = Message(
    "S046",
    "“{node}”的权重用不上：“{part}”按 {combine} 合成。",
    'the weight of "{node}" is never used: "{part}" combines by {combine}.',
    "请删去“weight”，或改用“combine: weighted_mean”。",
    "Remove the weight, or write `combine: weighted_mean`.",
)
WEIGHT_NOT_POSITIVE = Message(
    "S047",
    "权重 {number} 应大于 0。",
    "the weight {number} must be above zero.",
    "不计分的指标请不要放进树中。",
    "Leave out of the tree what does not count.",
)
FULL_MISSING = Message(
    "S048",
    "“{node}”没有满分，而“{part}”按满分求和。",
    '"{node}" has no full points, but "{part}" adds up points.',
    "请写上“full”。",
    "Write `full`.",
)
FULL_NEEDED = Message(
    "S049",
    "“{node}”没有满分，而它的公式用到“full”。",
    '"{node}" has no full points, but its formula uses `full`.',
    "请写上“full”。",
    "Write `full`.",
)
WEIGHT_NEEDED = Message(
    "S050",
    "“{node}”没有权重，而它的公式用到“weight”。",
    '"{node}" has no weight, but its formula uses `weight`.',
    "请写上“weight”。",
    "Write its weight.",
)
FULL_NOT_POSITIVE = Message(
    "S051",
    "满分 {number} 应大于 0。",
    "full points of {number} must be above zero.",
    "扣分项请写进“deductions”。",
    "Write points off under `deductions`.",
)
FULL_DOES_NOT_ADD_UP = Message(
    "S052",
    "“{part}”各下级的满分合计为 {total}，而它的满分为 {wanted}。",
    'full points below "{part}" add up to {total}, but its own are {wanted}.',
    "请改正其中一个满分。",
    "Correct one of them.",
)
WEIGHTS_INCOMPLETE = Message(
    "S053",
    "“{node}”没有权重，而同级其他项有。",
    '"{node}" has no weight, but others beside it have one.',
    "请都写上权重，或都不写。",
    "Give weights to all or to none.",
)
NEED_TOO_HIGH = Message(
    "S054",
    "need 为 {need}，而“{part}”只有 {count} 个下级。",
    'need is {need}, but "{part}" has {count} below it.',
    "请写 1 到 {count} 之间的整数，或“all”。",
    "Write a number from 1 to {count}, or all.",
)
NEED_MISSING = Message(
    "S055",
    "“{part}”没有写明至少要有几项，而“{node}”可能没有得分。",
    '"{part}" does not say how many it needs, but "{node}" may stay blank.',
    "请写“need: all”，或写上最少项数。",
    "Write `need: all`, or the least number.",
)
NO_WHEN = Message(
    "S056",
    "“{node}”没有写明缺数时如何处理。",
    '"{node}" does not say what absence gives.',
    "请写上“when”，或在 defaults 中写“{key}”。",
    "Write `when`, or `{key}` under `defaults`.",
)
POLICY_NOT_HERE = Message(
    "S057",
    "“{node}”的 {keys} 不能用“{kind}”：{reason_zh}。",
    '"{node}" cannot use {kind} for {keys}: {reason_en}.',
    "可用的有：“{allowed}”。",
    "Allowed here: {allowed}.",
)
POLICY_OF_DEFAULTS_NOT_HERE = Message(
    "S163",
    "{nodes_zh}没有写“when”，而 {key} 给出的“{kind}”（{keys}）在此不能用：{reason_zh}。",
    "{nodes_en} without `when` cannot use {kind}, which `{key}` gives for {keys}: {reason_en}.",
    "请在各项上写“when”，例如“when: {{missing: block, not_applicable: zero, excused: zero}}”，或改 {key} 本身；"
    "可用的有：“{allowed}”。",
    "Write `when` at each, for example `when: {{missing: block, not_applicable: zero, excused: zero}}`, or change "
    "`{key}`; allowed there: {allowed}.",
)
POLICY_POINTS = Message(
    "S058",
    "缺数时给 {points} 分，应在 0 与满分 {full} 之间。",
    "absence gives {points} points, which is not from 0 to the full points of {full}.",
    "请改正分数；只有各项得分相加之处（sum、weighted_sum、加分）才可以给负分。",
    "Correct the points; only where points are added up (sum, weighted_sum, the bonus) may they be below zero.",
)
NO_COMPARE_WITHIN = Message(
    "S059",
    "“{node}”与其他单位比较，但没有写明在什么范围内比较。",
    '"{node}" is compared with other units, but does not say with which.',
    "请写 compare_within: group（本组）或 all（全部），也可写在 defaults 中。",
    "Write `compare_within: group` or `all`, here or under `defaults`.",
)
SHARE_OUT_OF_RANGE = Message(
    "S060",
    "{key} 为 {number}，应在 0 与 1 之间。",
    "{key} is {number}, but a share lies between 0 and 1.",
    "40% 写成 0.4。",
    "Write 0.4 for 40 %.",
)
NO_SCORING = Message(
    "S061",
    "指标“{node}”没有写明如何计分。",
    'the indicator "{node}" does not say how it scores.',
    "恰好写 rule、formula、steps 之一。",
    "Write exactly one of rule, formula and steps.",
)
SEVERAL_SCORINGS = Message(
    "S062",
    "指标“{node}”写了几种计分办法：“{kinds}”。",
    'the indicator "{node}" says several ways to score: {kinds}.',
    "恰好写 rule、formula、steps 之一。",
    "Keep exactly one of rule, formula and steps.",
)
WITH_WITHOUT_RULE = Message(
    "S063",
    "指标“{node}”写了“with”，但没有“rule”。",
    'the indicator "{node}" has `with` but no `rule`.',
    "with 中的参数属于规则；请写上 rule 或删去“with”。",
    "Parameters belong to a rule: write `rule`, or remove `with`.",
)
MALFORMED_UNIT = Message(
    "S064",
    "“{text}”不是计量单位。",
    '"{text}" is not a unit of measure.',
    "请写成 points、亿元、亿元/人、m^2 或 1。",
    "Write for example points, 亿元, 亿元/人, m^2 or 1.",
)
LIMITS_CROSSED = Message(
    "S065",
    "下限 {low} 大于上限 {high}。",
    "the least value {low} is above the greatest {high}.",
    "请交换两者。",
    "Exchange the two.",
)
GROWTH_NOT_DECLARED = Message(
    "S066",
    "指标“{node}”用到“{name}”，但没有写明增幅的来历。",
    'the indicator "{node}" uses {name}, but does not say where growth comes from.',
    "请在 data 中写“growth: given”或“computed”。",
    "Write `growth: given` or `computed` under `data`.",
)
GROWTH_WITHOUT_BASIS = Message(
    "S067",
    "增幅没有写明口径。",
    "growth has no stated basis.",
    "请写上“growth_basis”，其值为 comparable_prices（可比价）、current_prices（现价）或 same_scope（同口径）。",
    "Write `growth_basis`: comparable_prices, current_prices or same_scope.",
)
PREVIOUS_NOT_DECLARED = Message(
    "S068",
    "指标“{node}”用到上年数（{name}），但没有写明取哪一个。",
    'the indicator "{node}" uses the previous figure ({name}), but does not say which.',
    "请在 data 中写 previous: restated（今年调整后的）或 published（去年公布的）。",
    "Write `previous: restated` or `published` under `data`.",
)
NOT_OF_THIS_TABLE = Message(
    "S069",
    "{key} 只用于 observations 表，这里读的是“{table}”。",
    "{key} belongs to table observations, but this reads {table}.",
    "请删去“{key}”。",
    "Remove {key}.",
)
UNKNOWN_GROUP = Message(
    "S070",
    "没有考评组“{name}”。",
    'no group "{name}".',
    "{near_zh}",
    "{near_en}",
)
UNKNOWN_GRADE = Message(
    "S071",
    "没有等次“{name}”。",
    'no grade "{name}".',
    "{near_zh}",
    "{near_en}",
)
UNKNOWN_TITLE = Message(
    "S072",
    "没有称号“{name}”。",
    'no title "{name}".',
    "{near_zh}",
    "{near_en}",
)
UNKNOWN_DEPARTMENT = Message(
    "S073",
    "没有责任部门“{name}”。",
    'no department "{name}".',
    "{near_zh}",
    "{near_en}",
)
UNKNOWN_NODE = Message(
    "S074",
    "没有节点“{name}”。",
    'no node "{name}".',
    "{near_zh}",
    "{near_en}",
)
EVERY_TOO_LONG = Message(
    "S075",
    "数据每{every_zh}一次，长于考评周期“{period}”。",
    "figures come every {every}, longer than the period {period}.",
    "请写“every: scored_period”。",
    "Write `every: scored_period`.",
)
COMPARABLE_FROM_LEVELS = Message(
    "S130",
    "由总量推算的增幅不可能是可比价增幅。",
    "growth computed from levels cannot be at comparable prices.",
    "请写“growth_basis: current_prices”，或改写 growth: given 并报送增幅。",
    "Write `growth_basis: current_prices`, or `growth: given` and have growth delivered.",
)
PRODUCT_NOT_POINTS = Message(
    "S168",
    "“{part}”把 {count} 项得分连乘，结果的单位是 {unit}，不是分。",
    '"{part}" multiplies the points of {count} children: the result is in {unit}, not in points.',
    "请加一步，按写明的标准折算为分，例如“steps: [{{formula: 'x / {scale}[{rest}]'}}]”。",
    "Add a step that brings it back to points by a declared scale, such as "
    "`steps: [{{formula: 'x / {scale}[{rest}]'}}]`.",
)
FACTORS_NOT_CERTAIN = Message(
    "S169",
    "“{node}”连乘的项数不定（{why_zh}），结果是 {unit} 的几次方也就不定。",
    '"{node}" multiplies factors in {unit} whose number is not certain ({why_en}): nor is the unit of the result.',
    "{hint_zh}",
    "{hint_en}",
)
RANK_IN_CONTEST = Message(
    "S204",
    "“{part}”按 {combine} 逐一比较各下级的得分，“{child}”的 take_rank 在这里没有作用。",
    '"{part}" compares the points of its children by {combine}: the take_rank of "{child}" has no part in that.',
    "请删去“take_rank”，或改用按名次合成的方法。",
    "Remove the take_rank, or combine the ranks another way.",
)
AS_GIVEN_NOT_HERE = Message(
    "S195",
    "“{part}”写“combine: {combine}”和“weights: {weights}”，而“as_given”只用于“weighted_sum”，且须写明。",
    '"{part}" has `combine: {combine}` and `weights: {weights}`: as_given is for weighted_sum, and has to be said.',
    "请写“combine: weighted_sum”和“weights: as_given”，或都不写。",
    "Write `combine: weighted_sum` with `weights: as_given`, or neither.",
)
NOTHING_LEFT_OUT = Message(
    "S196",
    "“{part}”按所写使用权重，缺一项就少一项的分，而 {reason_zh}。",
    '"{part}" uses weights as given, so that what is left out would count as zero, but {reason_en}.',
    "请写“need: all”，下级用 blank、zero 等办法，不用“share_again”。",
    "Write `need: all`, and below it blank, zero or another policy than share_again.",
)
WEIGHT_ZERO = Message(
    "S197",
    "“{node}”的权重为 0。",
    'the weight of "{node}" is zero.',
    "不计分的指标请不要放进树中。",
    "Leave out of the tree what does not count.",
)
FULL_OF_GIVEN = Message(
    "S198",
    "“{part}”的满分为 {wanted}，而各下级权重乘满分（权重为负的按 0 分计）合计为 {total}。",
    'the full points of "{part}" are {wanted}, but weight times full points above zero below it make {total}.',
    "请改正其中一个数。",
    "Correct one of them.",
)
WEIGHTS_OF_WHOLE = Message(
    "S199",
    "“{part}”各下级的权重是占总体的权重，合计为 {total}，而它自己的权重为 {wanted}。",
    'weights below "{part}" are shares of the whole and add up to {total}, but its own weight is {wanted}.',
    "请改正其中一个权重。",
    "Correct one of the weights.",
)
FULL_BELOW_MEAN = Message(
    "S225",
    "“{part}”按 {combine} 合成，各下级的满分是 {fulls}{whose_zh}：各项都得满分的单位会得 {perfect} 分。",
    '"{part}" combines by {combine}, but the full points below it are {fulls}{whose_en}: a unit with full points '
    "everywhere would get {perfect}.",
    "各下级的满分应一样：请都写“full: {full}”，轻重用 weight 写；各项得分本应相加的，请写“combine: sum”；"
    "要折算的，请在 steps 中写明。",
    "Let the full points below it be the same, {full}, and say by `weight` what counts more; write `combine: sum` "
    "where points add up, or let `steps` convert them.",
)
POINTS_TAKEN_OFF = Message(
    "S226",
    "“{node}”的得分是要扣去的，缺数时给 {points} 分反而会加分。",
    'the points of "{node}" are taken off, so that {points} where data are absent would add points.',
    "缺数要扣 {positive} 分的，请写“points: {positive}”。",
    "Write `points: {positive}` where absence takes off {positive}.",
)

CATALOGUE: tuple[Message, ...] = tuple(
    sorted((m for m in list(globals().values()) if isinstance(m, Message)), key=lambda m: m.code)
)
"""Every message of this file, in the order of the codes."""
