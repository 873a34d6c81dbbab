"""Leaders rank the units; points per place, then the mean over the leaders."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule

LEADERS_RANKING = Rule(
    id="leaders_ranking",
    zh="领导排序",
    en="Leaders' ranking",
    meaning_zh="每位领导给出名次（1 为最好），每低一名少满分的规定比例，设下限比例，再对各位领导平均。",
    meaning_en=(
        "Each leader gives places, 1 is best; each place takes a share of full points off, down "
        "to a least share, then the mean over the leaders."
    ),
    source="瑞安 2012 (2 % of full points per place).",
    stages=(
        "full * max(least_share, 1 - step_share * (x / 1[points] - 1))",
        ReductionStage(reduce="mean", need="all", empty="missing"),
    ),
    parameters=(
        RuleParameter(
            id="step_share",
            kind="number",
            zh="每名递减比例",
            en="share less per place",
            least=Decimal(0),
            most=Decimal(1),
        ),
        RuleParameter(
            id="least_share", kind="number", zh="最低比例", en="least share", least=Decimal(0), most=Decimal(1)
        ),
    ),
    table="ratings",
)
