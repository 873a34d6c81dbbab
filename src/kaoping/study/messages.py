"""The messages of studies: Q1xx the question cannot be asked of this result."""

from __future__ import annotations

from kaoping.errors import Message, Problem

__all__ = [
    "NOBODY_RANKED",
    "NOTHING_DRAWN",
    "NO_SUCH_FIGURE",
    "NO_SUCH_FINDING",
    "NO_SUCH_UNIT",
    "NO_SUCH_WEIGHT",
    "NO_WEIGHTS_DRAWN",
    "WEIGHTS_DIFFER",
    "told",
]

NO_SUCH_WEIGHT = Message(
    "Q101",
    "“{node}”没有权重，不能改动。",
    "{node} has no weight that could be changed.",
    "有权重的有：“{known}”。按分值相加的，请改方案后用另一方案比较。",
    "These have one: {known}. Where points simply add up, change the scheme and compare with it.",
)
WEIGHTS_DIFFER = Message(
    "Q102",
    "“{node}”下的权重合计为{whole}，所写的新权重为{asked}，其余各项无法按比例分配。",
    "The weights below {node} add up to {whole}; the new ones, {asked}, leave the others nothing that could be shared.",
    "新权重不得为负；未写的各项须有剩余，全部写明时合计须不变。",
    "No weight may be negative; something has to be left for those not named, and all together keep the sum.",
)
NO_SUCH_FIGURE = Message(
    "Q103",
    "没有单位“{unit}”的指标“{indicator}”在 {period} 的报送数，不能改动。",
    "There is no figure of {unit} for {indicator} in {period} that could be changed.",
    "请核对单位、指标和期间的标识。",
    "Check the ids of unit, indicator and period.",
)
NO_SUCH_FINDING = Message(
    "Q104",
    "方案中没有取消资格、降等、扣分或不定等次情形“{finding}”。",
    "The scheme has no disqualification, demotion, penalty or reason not to grade {finding}.",
    "有以下各项：“{known}”。",
    "It has: {known}.",
)
NO_SUCH_UNIT = Message(
    "Q105",
    "没有单位“{unit}”。",
    "There is no unit {unit}.",
    "单位有：“{known}”。",
    "The units are: {known}.",
)
NOTHING_DRAWN = Message(
    "Q106",
    "没有一种组合能够计分。第一种的原因：{reason_zh}",
    "No combination could be scored. Of the first, because: {reason_en}",
    "结果本身可以计分，请减小权重的变动幅度（--spread）。",
    "The result itself can be scored: let the weights vary less (--spread).",
)
NO_WEIGHTS_DRAWN = Message(
    "Q107",
    "用抽取的权重无法计分：{reason_zh}",
    "With the weights drawn nothing can be scored: {reason_en}",
    "结果本身可以计分，请减小权重的变动幅度（--spread）。",
    "The result itself can be scored: let the weights vary less (--spread).",
)
NOBODY_RANKED = Message(
    "Q108",
    "结果中没有一个单位有名次，谈不上名次对权重的敏感性。",
    "Nobody is ranked in the result, so there is no rank that weights could move.",
    "请看结果表：总分为空的，补齐数据；不参加排名的，去掉相应的情形。",
    "See the ranking of the result: deliver what totals lack, or take the reasons not to rank out of the findings.",
)


def told(message: Message, reason: Problem) -> Problem:
    """Give a problem of a study with the one that it comes from."""
    return Problem(message, None, {"reason_zh": reason.text("zh"), "reason_en": reason.text("en")})
