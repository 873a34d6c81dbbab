"""Points by the place of a figure between two fixed goalposts, on a straight, logarithmic or curved scale."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule

_HELD = '(if beyond = "held" then clip(x, min(worst, best), max(worst, best)) else x)'
_PLACE = (
    f'(if scale = "straight" then ({_HELD} - worst) / (best - worst) else log({_HELD} / worst) / log(best / worst))'
)

GOALPOSTS = Rule(
    id="goalposts",
    zh="固定上下限",
    en="Goalposts",
    meaning_zh="下限值得下限分，上限值得上限分，其间按位置取值；scale 为 log 时位置按对数计；"
    "power 为位置的指数，1 为直线；beyond 为 held 时超出的按限值计，as_computed 时照算。逆指标的下限值大于上限值。",
    meaning_en="The worst goalpost gets the lower points, the best one the upper, what lies between by its "
    "place; with scale log the place is one of logarithms; power bends it, 1 is straight; beyond the goalposts "
    "a figure is held at them, or computed on. Where lower is better the worst goalpost is the larger one.",
    source="UNDP Human Development Report, technical note 1 (goalposts, logarithm of income); OECD/JRC Handbook "
    "(2008), step 5.",
    stages=(f"low + (high - low) * {_PLACE} ^ power",),
    parameters=(
        RuleParameter(id="worst", kind="number", unit="own", zh="下限值", en="worst goalpost"),
        RuleParameter(id="best", kind="number", unit="own", zh="上限值", en="best goalpost"),
        RuleParameter(id="low", kind="number", unit="points", zh="下限分", en="points of the worst"),
        RuleParameter(id="high", kind="number", unit="points", zh="上限分", en="points of the best"),
        RuleParameter(id="scale", kind="choice", choices=("straight", "log"), zh="尺度", en="scale"),
        RuleParameter(id="power", kind="number", zh="指数", en="power of the place", least=Decimal(0)),
        RuleParameter(
            id="beyond", kind="choice", choices=("held", "as_computed"), zh="超出限值时", en="beyond the goalposts"
        ),
    ),
    constraints=(
        Constraint(formula="low <= high", zh="下限分 low 不高于上限分 high", en="low at most high"),
        Constraint(
            formula='if direction = "higher_is_better" then worst < best else worst > best',
            zh="正指标（越高越好）的下限值 worst 小于上限值 best，逆指标（越低越好）相反",
            en="worst below best where higher is better, above it where lower is better",
            hint_zh="请改正限值或 direction。",
            hint_en="Correct the goalposts or direction.",
        ),
        Constraint(
            formula='scale = "straight" or (worst > 0 and best > 0)',
            zh="按对数计时两个限值都大于 0",
            en="both goalposts above 0 on a scale of logarithms",
        ),
        Constraint(formula="power > 0", zh="指数 power 大于 0", en="power above 0"),
        Constraint(
            formula='beyond = "held" or power = 1',
            zh="超出照算（as_computed）时指数 power 为 1",
            en="power 1 where figures beyond the goalposts are computed on",
        ),
    ),
    monotone="x",
)
