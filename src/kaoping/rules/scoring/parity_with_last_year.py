"""A share of full points at last year's level, more for each step of growth."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule
from kaoping.rules.sense import FOR_HIGHER

PARITY_WITH_LAST_YEAR = Rule(
    id="parity_with_last_year",
    zh="与上年持平计分",
    en="Parity with last year",
    meaning_zh=("与上年持平得满分的规定比例，每增长一段加若干分（整段或按比例），封顶；低于上年的不得分或按比例得分。"),
    meaning_en=(
        "A share of full points at last year's level, so many points more for each step of "
        "growth (whole steps or in proportion), capped; below it none, or in proportion."
    ),
    source=("A development zone of northern Jiangsu, 2011 (0.8 at parity, 1 point for each 5 %, capped)."),
    stages=(
        (
            'if growth < 0 then (if unmet = "zero" then 0 else max(0, full * parity_share * (1 + growth / 100[%])))'
            " else min(full * cap, full * parity_share + per_step"
            ' * (if counting = "whole" then floor(growth / step) else growth / step))'
        ),
    ),
    parameters=(
        RuleParameter(
            id="parity_share",
            kind="number",
            zh="持平比例",
            en="share of full points at parity",
            least=Decimal(0),
            most=Decimal(1),
        ),
        RuleParameter(id="step", kind="number", unit="%", zh="每段增幅", en="one step of growth", least=Decimal(0)),
        RuleParameter(
            id="per_step", kind="number", unit="points", zh="每段加分", en="points per step", least=Decimal(0)
        ),
        RuleParameter(id="cap", kind="number", zh="封顶倍数", en="cap as a multiple of full points", least=Decimal(0)),
        RuleParameter(
            id="counting", kind="choice", choices=("whole", "proportion"), zh="计段方法", en="how steps are counted"
        ),
        RuleParameter(
            id="unmet", kind="choice", choices=("zero", "in_proportion"), zh="低于上年时", en="below last year"
        ),
    ),
    constraints=(
        Constraint(formula="step > 0", zh="每段增幅 step 大于 0", en="step above 0"),
        Constraint(
            formula="parity_share <= cap", zh="持平比例 parity_share 不高于封顶倍数 cap", en="parity_share at most cap"
        ),
        FOR_HIGHER,
    ),
    monotone="growth",
)
