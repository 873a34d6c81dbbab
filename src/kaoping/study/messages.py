"""The messages of studies: Q1xx the question cannot be asked of this result."""

from __future__ import annotations

from kaoping.errors import Message

__all__ = ["NO_SUCH_FIGURE", "NO_SUCH_FINDING", "NO_SUCH_UNIT", "NO_SUCH_WEIGHT", "WEIGHTS_DIFFER"]

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
