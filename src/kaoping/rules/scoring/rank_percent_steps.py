"""So many per cent of full points off for each rank."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule

RANK_PERCENT_STEPS = Rule(
    id="rank_percent_steps",
    zh="名次按比例递减",
    en="A share less per rank",
    meaning_zh="第一名得满分，每低一名少满分的规定比例，设下限比例。",
    meaning_en=("The first gets full points, each rank after it a share of full points less, down to a least share."),
    source="温州 2013 (5 % of full points per rank).",
    stages=("full * max(least_share, 1 - step_share * (rank - 1))",),
    parameters=(
        RuleParameter(
            id="step_share",
            kind="number",
            zh="每名递减比例",
            en="share less per rank",
            least=Decimal(0),
            most=Decimal(1),
        ),
        RuleParameter(
            id="least_share", kind="number", zh="最低比例", en="least share", least=Decimal(0), most=Decimal(1)
        ),
    ),
    monotone="x",
)
