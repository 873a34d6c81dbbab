"""Ratings are ranked rater by rater, scored again by a table, then averaged."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, ReductionStage, Rule

CALIBRATED_RATINGS = Rule(
    id="calibrated_ratings",
    zh="评分校准",
    en="Calibrated ratings",
    meaning_zh="每位评分人（检查组）各自排出名次，按名次重新赋分，再平均，折算为满分。",
    meaning_en=(
        "Each rater's (or inspection team's) ratings are ranked, points are given again by rank, "
        "then averaged and converted to full points."
    ),
    source="德州 2023 (three inspection teams: rank, re-score, convert, average).",
    stages=("bands(rank, by_rank)", ReductionStage(reduce="mean", need="all", empty="missing"), "full * x / top"),
    parameters=(
        RuleParameter(id="by_rank", kind="bands", zh="名次赋分", en="points by rank"),
        RuleParameter(id="top", kind="number", zh="第一名赋分", en="points of the first rank", least=Decimal(0)),
    ),
    constraints=(Constraint(formula="top > 0", zh="第一名赋分 top 大于 0", en="top above 0"),),
    table="ratings",
)
