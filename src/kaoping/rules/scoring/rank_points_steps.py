"""So many points off for each rank."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule
from kaoping.rules.sense import FLOOR_FITS, LEAST_POINTS

RANK_POINTS_STEPS = Rule(
    id="rank_points_steps",
    zh="名次按分递减",
    en="Points less per rank",
    meaning_zh="第一名得满分，每低一名少若干分，减到下限为止。",
    meaning_en="The first gets full points, each rank after it so many points less, down to a floor.",
    source="温州 2013 (0.5 points per rank).",
    stages=("max(min_points, full - per_rank * (rank - 1))",),
    parameters=(
        RuleParameter(
            id="per_rank", kind="number", unit="points", zh="每名递减分", en="points less per rank", least=Decimal(0)
        ),
        LEAST_POINTS,
    ),
    constraints=(FLOOR_FITS,),
    monotone="x",
)
