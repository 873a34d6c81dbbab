"""Half of full points at the mean, none from twice the mean on."""

from __future__ import annotations

from kaoping.rules.rule import Rule
from kaoping.rules.sense import FOR_LOWER

AGAINST_MEAN_NEGATIVE = Rule(
    id="against_mean_negative",
    zh="逆指标对均值计分",
    en="Against the mean, lower is better",
    meaning_zh="得分 = 满分 × (2 - x ÷ 均值) ÷ 2：为零得满分，等于均值得一半，达到均值两倍不得分。",
    meaning_en=(
        "Full points × (2 - x ÷ mean) ÷ 2: full points at zero, half of them at the mean, none from twice the mean on."
    ),
    source="Negative indicators against the mean; A3 of the published methods.",
    stages=("full * max(0, (2 - x / mean) / 2)",),
    constraints=(FOR_LOWER,),
    is_ratio=True,
)
