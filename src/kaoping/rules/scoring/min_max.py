"""Points between two limits, linear from the worst to the best figure of those compared."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule

MIN_MAX = Rule(
    id="min_max",
    zh="极值法",
    en="Min-max",
    meaning_zh="最差者得下限，最优者得上限，其余按位置线性取值；全部相同时得规定分。",
    meaning_en="The worst gets the lower limit, the best the upper one, the rest in proportion between them; "
    "a stated number of points where all are equal.",
    source="极值法; OECD/JRC Handbook (2008), step 5, min-max.",
    stages=("if x = best and x = worst then when_equal else low + (high - low) * (x - worst) / (best - worst)",),
    parameters=(
        RuleParameter(id="low", kind="number", unit="points", zh="下限分", en="points of the worst"),
        RuleParameter(id="high", kind="number", unit="points", zh="上限分", en="points of the best"),
        RuleParameter(id="when_equal", kind="number", unit="points", zh="全部相同时得分", en="points where all equal"),
    ),
    constraints=(Constraint(formula="low <= high", zh="下限分 low 不高于上限分 high", en="low at most high"),),
    monotone="x",
)
