"""Points for the first ranks, points off for the last."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule

TOP_AND_BOTTOM = Rule(
    id="top_and_bottom",
    zh="前后名次加减分",
    en="Top and bottom",
    meaning_zh="前若干名由高到低加分，后若干名由低到高扣分，居中不加不减；单位少时先看前列。",
    meaning_en=(
        "The first ranks gain points, most for the first; the last ranks lose points, most for "
        "the last; those between get none. Where there are few units, a place among the first "
        "counts before one among the last."
    ),
    source="A north-eastern city (first five +5 to +1, last five -5 to -1).",
    stages=(
        (
            "if rank <= first then per_rank * (first + 1 - rank)"
            " else if count - rank < last then per_rank * (count - rank - last) else 0"
        ),
    ),
    parameters=(
        RuleParameter(
            id="first", kind="number", zh="前列名次数", en="how many of the first", least=Decimal(0), is_whole=True
        ),
        RuleParameter(
            id="last", kind="number", zh="末列名次数", en="how many of the last", least=Decimal(0), is_whole=True
        ),
        RuleParameter(
            id="per_rank", kind="number", unit="points", zh="每名分值", en="points per rank", least=Decimal(0)
        ),
    ),
    monotone="x",
)
