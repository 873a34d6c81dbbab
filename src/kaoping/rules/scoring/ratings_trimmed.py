"""The mean of the ratings without the highest and the lowest."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, ReductionStage, Rule

RATINGS_TRIMMED = Rule(
    id="ratings_trimmed",
    zh="去高去低平均",
    en="Trimmed mean of ratings",
    meaning_zh="去掉最高、最低各若干个评分后平均，折算为满分。",
    meaning_en=("The mean of the ratings when the highest and the lowest are cut, converted to full points."),
    source="去掉最高分和最低分, common practice of expert panels.",
    stages=(
        ReductionStage(reduce="trimmed_mean", need="all", empty="missing", settings={"cut": "cut"}),
        "full * x / top",
    ),
    parameters=(
        RuleParameter(
            id="cut",
            kind="number",
            zh="两端各去掉几个",
            en="how many are cut at each end",
            least=Decimal(0),
            is_whole=True,
        ),
        RuleParameter(
            id="top", kind="number", unit="points", zh="评分满分", en="most points of a rating", least=Decimal(0)
        ),
    ),
    constraints=(Constraint(formula="top > 0", zh="评分满分 top 大于 0", en="top above 0"),),
    table="ratings",
)
