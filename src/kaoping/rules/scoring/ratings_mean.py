"""The mean of the ratings."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, ReductionStage, Rule

RATINGS_MEAN = Rule(
    id="ratings_mean",
    zh="评分平均",
    en="Mean of ratings",
    meaning_zh="各评分人评分的平均，折算为满分；标为不适用的（不了解）不计，缺一个评分即为缺报。",
    meaning_en=(
        "The mean of the raters' points, converted to full points; a rating that is not "
        "applicable (not acquainted) does not count, a missing one leaves the unit missing."
    ),
    source="杭州 (leaders' five-point scale, 'not acquainted' does not count).",
    stages=(ReductionStage(reduce="mean", need="all", empty="missing"), "full * x / top"),
    parameters=(
        RuleParameter(
            id="top", kind="number", unit="points", zh="评分满分", en="most points of a rating", least=Decimal(0)
        ),
    ),
    constraints=(Constraint(formula="top > 0", zh="评分满分 top 大于 0", en="top above 0"),),
    table="ratings",
)
