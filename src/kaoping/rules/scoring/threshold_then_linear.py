"""Full points from a threshold on, then so many points off for each step short of it."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule
from kaoping.rules.sense import FLOOR_FITS, LEAST_POINTS, MET_WHEN, MET_WHEN_FITS

THRESHOLD_THEN_LINEAR = Rule(
    id="threshold_then_linear",
    zh="达标满分、差额扣分",
    en="Threshold, then linear",
    meaning_zh="达到界限得满分；每差一个单位扣若干分，按比例计，扣到下限为止。",
    meaning_en=(
        "Full points where the threshold is met; for each step short of it so many points off, "
        "in proportion, down to a floor."
    ),
    source=(
        "金华 数字城管 (70 %: full points, 1 off for each point below); PM10 targets (0.5 off for each microgram over)."
    ),
    stages=(
        (
            'clip(full - per_step * (if met_when = "at_least" then threshold - x else x - threshold) / step,'
            " min_points, full)"
        ),
    ),
    parameters=(
        RuleParameter(id="threshold", kind="number", unit="own", zh="界限", en="threshold"),
        RuleParameter(id="step", kind="number", unit="own", zh="每段差额", en="one step short of it", least=Decimal(0)),
        RuleParameter(
            id="per_step", kind="number", unit="points", zh="每段扣分", en="points off per step", least=Decimal(0)
        ),
        LEAST_POINTS,
        MET_WHEN,
    ),
    constraints=(
        Constraint(formula="step > 0", zh="每段差额 step 大于 0", en="step above 0"),
        FLOOR_FITS,
        MET_WHEN_FITS,
    ),
    monotone="x",
)
