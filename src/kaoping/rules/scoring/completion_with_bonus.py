"""A base at the target, a bonus by steps of over-completion."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule
from kaoping.rules.sense import FOR_HIGHER

COMPLETION_WITH_BONUS = Rule(
    id="completion_with_bonus",
    zh="超额加分",
    en="Completion with a bonus",
    meaning_zh=("达到目标得基础分，每超一段加若干分（整段或按比例），加分封顶；未达到的不得分或按比例得分。"),
    meaning_en=(
        "Base points at the target, so many more for each step beyond it (whole steps or in "
        "proportion), the bonus capped; below the target none, or in proportion."
    ),
    source=("目标完成计分法, 超额加分; county rule of 2006 (60 at target, 0.5 for each 10 % over, at most 10)."),
    stages=(
        (
            'if actual < target then (if unmet = "zero" then 0 else max(0, base * actual / target))'
            ' else base + min(max_bonus, per_step * (if counting = "whole"'
            " then floor((actual / target - 1) / step) else (actual / target - 1) / step))"
        ),
    ),
    parameters=(
        RuleParameter(
            id="base", kind="number", unit="points", zh="达标得分", en="points at the target", least=Decimal(0)
        ),
        RuleParameter(
            id="step", kind="number", zh="每段超额比例", en="one step, as a share of the target", least=Decimal(0)
        ),
        RuleParameter(
            id="per_step", kind="number", unit="points", zh="每段加分", en="points per step", least=Decimal(0)
        ),
        RuleParameter(id="max_bonus", kind="number", unit="points", zh="加分上限", en="most bonus", least=Decimal(0)),
        RuleParameter(
            id="counting", kind="choice", choices=("whole", "proportion"), zh="计段方法", en="how steps are counted"
        ),
        RuleParameter(
            id="unmet",
            kind="choice",
            choices=("zero", "in_proportion"),
            zh="未达标时",
            en="where the target is not met",
        ),
    ),
    constraints=(Constraint(formula="step > 0", zh="每段超额比例 step 大于 0", en="step above 0"), FOR_HIGHER),
    monotone="actual",
    is_ratio=True,
)
