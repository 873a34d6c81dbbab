"""Figures become powers of themselves where skewness and kurtosis are beyond their limits."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, FormulaStage, Rule
from kaoping.rules.winsorising import IS_BEYOND, LIMITS, SHAPE

_FIGURE = "(x / one + shift)"

BOX_COX_WHEN_SKEWED = Rule(
    id="box_cox_when_skewed",
    zh="超限作 Box-Cox 变换",
    en="Box-Cox when skewed",
    meaning_zh="偏度（绝对值）和超额峰度超过限值时，全组作 Box-Cox 变换 (y ^ λ － 1) ÷ λ，λ 为 0 时取 ln y，"
    "y ＝ x ÷ 单位量 ＋ 平移量；否则只除以单位量。λ 由方案写明。",
    meaning_en="Where the size of skewness and excess kurtosis are beyond their limits, every figure of the group "
    "becomes (y ^ λ − 1) ÷ λ, or the logarithm of y for a λ of 0, where y is x by one unit of it and a shift; else it "
    "is only divided by that unit. The scheme states λ.",
    source="Box and Cox (1964); OECD/JRC Handbook (2008), step 3.",
    stages=(
        FormulaStage(
            f"if {IS_BEYOND} then (if lambda = 0 then log{_FIGURE} else ({_FIGURE} ^ lambda - 1) / lambda)"
            " else x / one",
            SHAPE,
        ),
    ),
    parameters=(
        *LIMITS,
        RuleParameter(id="lambda", kind="number", zh="λ", en="λ"),
        RuleParameter(id="one", kind="number", unit="own", zh="单位量", en="one unit of the figures", least=Decimal(0)),
        RuleParameter(id="shift", kind="number", zh="平移量", en="shift"),
    ),
    constraints=(Constraint(formula="one > 0", zh="单位量 one 大于 0", en="one above 0"),),
)
