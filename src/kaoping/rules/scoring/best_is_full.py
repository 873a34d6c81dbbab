"""The best figure gets full points, the others in proportion to it."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule
from kaoping.rules.sense import RATIO, RATIO_FITS, ratio

BEST_IS_FULL = Rule(
    id="best_is_full",
    zh="以最优为满分",
    en="Best is full",
    meaning_zh="最优者得满分，其余按与最优值之比得分；数值先按难度系数调整（可在参数表按单位设定）。",
    meaning_en=(
        "The best gets full points, the others by their ratio to it; figures are first adjusted "
        "by a coefficient of difficulty, which table parameters may set for each unit."
    ),
    source="温州 2013 (investment, coefficients of 1.0 to 1.35); 瑞安 2012 (own score ÷ best × 600).",
    stages=('if reverse = "none" then x * difficulty else x / difficulty', f"full * {ratio('x', 'best')}"),
    parameters=(
        RuleParameter(id="difficulty", kind="number", zh="难度系数", en="coefficient of difficulty", least=Decimal(0)),
        RATIO,
    ),
    constraints=(
        Constraint(formula="difficulty > 0", zh="难度系数 difficulty 大于 0", en="difficulty above 0"),
        RATIO_FITS,
    ),
    is_ratio=True,
)
