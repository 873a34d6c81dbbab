"""Full points beyond the median, a share of them up to it: a rule that only the test of the catalogue knows."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules import Constraint, Rule, RuleParameter

BEYOND_MEDIAN = Rule(
    id="beyond_median",
    zh="过中位数得满分",
    en="Beyond the median",
    meaning_zh="超过中位数得满分，其余得规定比例。",
    meaning_en="Full points beyond the median, a share of them for all others.",
    source="Made up for the test of the catalogue.",
    stages=("full * (if x > median then 1 else share)",),
    parameters=(RuleParameter(id="share", kind="number", zh="比例", en="share", least=Decimal(0), most=Decimal(1)),),
    constraints=(Constraint(formula="share < 1", zh="比例 share 小于 1", en="share below 1"),),
    monotone="x",
    monotone_sense="up",
)
