"""Figures become logarithms where skewness and kurtosis are beyond their limits."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, FormulaStage, Rule
from kaoping.rules.winsorising import IS_BEYOND, LIMITS, SHAPE

LOG_WHEN_SKEWED = Rule(
    id="log_when_skewed",
    zh="超限取对数",
    en="Logarithm when skewed",
    meaning_zh="偏度（绝对值）和超额峰度超过限值时，全组取 ln(x ÷ 单位量 ＋ 平移量)，否则只除以单位量。",
    meaning_en="Where the size of skewness and excess kurtosis are beyond their limits, every figure of the group "
    "becomes the logarithm of x by one unit of it and a shift; else it is only divided by that unit.",
    source="OECD/JRC Handbook (2008), step 3; Global Innovation Index, appendix on methods.",
    stages=(FormulaStage(f"if {IS_BEYOND} then log(x / one + shift) else x / one", SHAPE),),
    parameters=(
        *LIMITS,
        RuleParameter(id="one", kind="number", unit="own", zh="单位量", en="one unit of the figures", least=Decimal(0)),
        RuleParameter(id="shift", kind="number", zh="平移量", en="shift"),
    ),
    constraints=(Constraint(formula="one > 0", zh="单位量 one 大于 0", en="one above 0"),),
)
