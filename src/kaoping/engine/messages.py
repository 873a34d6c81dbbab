"""The messages of the engine proper: D1xx the data cannot be scored, E0xx the engine contradicts itself."""

from __future__ import annotations

from kaoping.errors import Message

__all__ = [
    "BLOCKED",
    "BROKEN_RESULT",
    "CHANGED_RESULT",
    "DEFINED_OTHERWISE",
    "DISAGREES",
    "EARLIER_LEFT_OUT",
    "FOLDER_TAKEN",
    "NOBODY_COUNTS",
    "NOT_COMPUTED",
    "NOT_EARLIER",
    "NOT_POSITIVE",
    "NOT_REPRODUCED",
    "NOT_RESULT",
    "NOT_THE_SAME",
    "NO_PEER_MEAN",
    "NO_STATISTIC",
    "NO_SUCH_NODE",
    "NO_SUCH_UNIT",
    "NO_SUPPLIED_POINTS",
    "NO_VARIABLE",
    "OTHER_SCHEME",
    "TOO_OLD",
    "WEIGHT_IN_TABLE",
]

NOT_COMPUTED = Message(
    "D101",
    "{period} {unit_zh}的{node_zh}无法计算：{fault_zh}",
    "{period} {unit_en}: {node_en} cannot be computed: {fault_en}",
    "请更正该数据，或在规则中写明此种情形如何计分。",
    "Correct the figure, or let the rule say what this case scores.",
)
BLOCKED = Message(
    "D102",
    "{period} {unit_zh}缺少{node_zh}的数据（{status_zh}），方案规定缺数即停止计分。",
    "{period} {unit_en}: {node_en} has no value ({status}), and the scheme blocks the run then.",
    "请补报数据，或在 when 中写明缺数如何处理。",
    "Supply the figure, or say under `when` what absence gives.",
)
NO_VARIABLE = Message(
    "D130",
    "{period} {unit_zh}缺少{node_zh}所用的变量{variable_zh}（{status_zh}），方案规定缺数即停止计分。",
    "{period} {unit_en}: {node_en} has no value, for it lacks its variable {variable_en} ({status}), "
    "and the scheme blocks the run then.",
    "请补报该变量，或在 when 中写明缺数如何处理。",
    "Supply the variable, or say under `when` what absence gives.",
)
NO_PEER_MEAN = Message(
    "D103",
    "{period} {unit_zh}的{node_zh}应取同组平均，但同组没有任何得分。",
    "{period} {unit_en}: {node_en} takes the mean of its group, but nobody in the group has points.",
    "请至少为同组一个单位补报数据，或改用其他处理办法。",
    "Supply the figure of at least one unit of the group, or choose another policy.",
)
NO_SUPPLIED_POINTS = Message(
    "D104",
    "{period} {unit_zh}的{node_zh}应取给定得分，但 parameters 表中没有名为 points 的对应行。",
    "{period} {unit_en}: {node_en} takes supplied points, but table parameters has no row `points` for it.",
    "请在 parameters 表中补上一行：parameter 写“points”，indicator 写“{node}”，unit 写“{unit}”，number 写给定的得分。",
    "Add the row to table parameters: points under parameter, {node} under indicator, {unit} under unit, "
    "and the points under number.",
)
NO_STATISTIC = Message(
    "D105",
    "锁定的统计量中没有 {where} 的“{node}”第 {step} 步 {statistic}。",
    "The frozen statistics lack {statistic} of {node}, step {step}, for {where}.",
    "请使用同一方案、同一考评周期、同一分组的计分结果所锁定的统计量。",
    "Use statistics frozen by a run of the same scheme, periods and groups.",
)
NO_SUCH_UNIT = Message(
    "D106",
    "结果中没有单位“{unit}”。",
    "The result has no unit {unit}.",
    "{near_zh}",
    "{near_en}",
)
NO_SUCH_NODE = Message(
    "D107",
    "方案中没有节点“{node}”。",
    "The scheme has no node {node}.",
    "{near_zh}",
    "{near_en}",
)
NOT_RESULT = Message(
    "D108",
    "{folder} 不是计分结果文件夹：{why_zh}。",
    "{folder} is no result folder: {why_en}.",
    "请给出 kaoping score 写出的文件夹。",
    "Name a folder written by kaoping score.",
)
CHANGED_RESULT = Message(
    "D109",
    "{folder} 中的 {file} 与 result.json 记载的散列值不符：内容已被改动。",
    "{file} in {folder} does not match the hash in result.json: it was changed.",
    "请使用未经改动的结果，或重新计分。",
    "Use the unchanged result, or score again.",
)
FILE_GONE = Message(
    "D143",
    "{folder} 中没有文件“{file}”，而 result.json 记载有它。",
    "{folder} lacks the file {file}, which result.json lists.",
    "请使用完整的结果，或重新计分。",
    "Use the whole result, or score again.",
)
TOO_OLD = Message(
    "D110",
    "{folder} 的结果格式为第 {found} 版，本程序读取第 {known} 版。",
    "{folder} holds a result of format {found}; this program reads {known}.",
    "请用写出该结果的版本读取。",
    "Read it with the version that wrote it.",
)
WEIGHT_IN_TABLE = Message(
    "D111",
    "parameters 表不能设定“{name}”：权重与满分只取自方案。",
    "Table parameters cannot set {name}: weights and full points come from the scheme alone.",
    "请在方案中写明，或删去该行。",
    "Write it in the scheme, or remove the row.",
)
BROKEN_RESULT = Message(
    "D112",
    "{folder} 的 result.json 与其自身的散列值不符：内容已被改动。",
    "result.json in {folder} does not match its own hash: it was changed.",
    "请使用未经改动的结果，或重新计分。",
    "Use the unchanged result, or score again.",
)
DISAGREES = Message(
    "E001",
    "列式计算与精确计算不一致：{period} {unit} 的“{node}”分别为 {columns} 与 {exact}。",
    "Columns and exact judge disagree: {period} {unit} {node} is {columns} against {exact}.",
    "这是本系统的错误，结果未写出；请报告，并附方案与数据。",
    "This is our fault and no result was written; please report it with scheme and data.",
)
NOT_REPRODUCED = Message(
    "E002",
    "{period} {unit} 的“{node}”重算为 {now}，与结果中的 {recorded} 不符。",
    "{period} {unit}: {node} is {now} when computed again, against {recorded} in the result.",
    "这是本系统的错误；请报告，并附结果文件夹。",
    "This is our fault; please report it with the result folder.",
)
NOT_EARLIER = Message(
    "D123",
    "批次 {run} 的周期是 {found}，不是本次所要的上一年周期（{wanted}）。",
    "run {run} holds {found}, and not the periods a year before that are wanted here ({wanted}).",
    "请用 --previous 给出上一年的计分结果。",
    "Name the results of the year before with --previous.",
)
EARLIER_LEFT_OUT = Message(
    "D124",
    "批次 {run} 计分时用了以前的结果“{lacking}”，更正时没有给出，跨年规则会因此改变。",
    "run {run} went by earlier results {lacking}, which this correction is not given: rules over years would change.",
    "请用 --previous 给出同样的结果。",
    "Give the same results with --previous.",
)
FOLDER_TAKEN = Message(
    "D114",
    "{folder} 已有其他内容，未写入结果。",
    "{folder} holds something else; no result was written.",
    "结果从不覆盖：请另选一个空文件夹或新文件夹。",
    "Results are never overwritten: name an empty or a new folder.",
)
NOT_THE_SAME = Message(
    "D120",
    "{folder} 中的 {file} 缺少、无法读取，或与 {csv} 内容不一致。",
    "{file} in {folder} is missing, cannot be read, or does not say the same as {csv}.",
    "以 {csv} 为准：请使用未经改动的结果，或重新计分。",
    "{csv} counts: use the unchanged result, or score again.",
)
OTHER_SCHEME = Message(
    "D121",
    "{folder} 是方案“{found}”的结果，不是本方案“{scheme}”的。",
    'the result in {folder} is one of the scheme "{found}", not of "{scheme}".',
    "--frozen 和 --corrects 须指向同一方案的结果。",
    "Name a result of the same scheme with --frozen or --corrects.",
)
DEFINED_OTHERWISE = Message(
    "D129",
    "“{node}”的{what_zh}，定义与批次 {run} 记录时不同，不能沿用当时的数值。",
    '"{node}" defines {what_en} otherwise than when run {run} recorded it, so its figures cannot be kept.',
    "请改回统计量所取的数值、参数和统计口径，或重新计算统计量。",
    "Restore what it is taken over, its parameters and who compares with whom, or have statistics computed again.",
)
NOBODY_COUNTS = Message(
    "D139",
    "{period} {within_zh}没有可供“{node}”比较的单位：列“{among}”没有一个为“true”，或者为“true”的都没有得分。",
    '{period}{within_en}: there is no unit to compare with at "{node}": the column "{among}" is true for none, '
    "or for none with points.",
    "请核对单位表的“{among}”列。",
    "Check the column {among} of the units.",
)
NOT_POSITIVE = Message(
    "D113",
    "{name} 为 {figure}，而作比的基数须大于零。",
    "{name} is {figure}, and a ratio needs a base above zero.",
)
