"""Efficacy coefficient: a base share of full points for the worst, full points for the best."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule

EFFICACY = Rule(
    id="efficacy",
    zh="功效系数法",
    en="Efficacy coefficient",
    meaning_zh="最差者得满分的基础比例，最优者得满分，其余线性取值（如 60+40）。",
    meaning_en="The worst gets the base share of full points, the best all of them, the rest in proportion "
    "(60 + 40, for example).",
    source="功效系数法; 高安市 2021 (60 + 40), 旌德县 2022 (20 + 80).",
    stages=(
        "full * (if x = best and x = worst then when_equal else base + (1 - base) * (x - worst) / (best - worst))",
    ),
    parameters=(
        RuleParameter(
            id="base",
            kind="number",
            zh="基础比例",
            en="base share of full points",
            least=Decimal(0),
            most=Decimal(1),
        ),
        RuleParameter(
            id="when_equal",
            kind="number",
            zh="全部相同时比例",
            en="share of full points where all equal",
            least=Decimal(0),
            most=Decimal(1),
        ),
    ),
    monotone="x",
)
