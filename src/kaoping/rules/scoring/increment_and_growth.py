"""The increment and the growth rate, each by its place between worst and best, weighted."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule

INCREMENT_AND_GROWTH = Rule(
    id="increment_and_growth",
    zh="增量与增幅结合",
    en="Increment and growth",
    meaning_zh="增量与增幅各按极值法取值，再按比例（如 4：6）合成。",
    meaning_en=(
        "The increment and the growth rate are each placed between worst and best, then joined by their shares (4 : 6)."
    ),
    source=("周口 2009 (increment 40 %, growth rate 60 %); how each half becomes points is not published."),
    stages=(
        "actual - previous",
        (
            "full * (increment_share * (if x = best and x = worst then when_equal"
            " else base + (1 - base) * (x - worst) / (best - worst))"
            " + growth_share * (if growth = best.growth and growth = worst.growth then when_equal"
            " else base + (1 - base) * (growth - worst.growth) / (best.growth - worst.growth)))"
        ),
    ),
    parameters=(
        RuleParameter(
            id="increment_share",
            kind="number",
            zh="增量占比",
            en="share of the increment",
            least=Decimal(0),
            most=Decimal(1),
        ),
        RuleParameter(
            id="growth_share",
            kind="number",
            zh="增幅占比",
            en="share of the growth rate",
            least=Decimal(0),
            most=Decimal(1),
        ),
        RuleParameter(id="base", kind="number", zh="基础比例", en="base share", least=Decimal(0), most=Decimal(1)),
        RuleParameter(
            id="when_equal",
            kind="number",
            zh="全部相同时比例",
            en="share where all equal",
            least=Decimal(0),
            most=Decimal(1),
        ),
    ),
    constraints=(
        Constraint(
            formula="increment_share + growth_share = 1",
            zh="增量占比 increment_share 与增幅占比 growth_share 合计为 1",
            en="increment_share and growth_share to add up to 1",
        ),
    ),
)
