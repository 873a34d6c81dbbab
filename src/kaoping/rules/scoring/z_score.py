"""Points by how many standard deviations a figure lies from the mean of those compared."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule

_SPREAD = '(if spread = "sample" then sd else sd_population)'

Z_SCORE = Rule(
    id="z_score",
    zh="标准分",
    en="Z-score",
    meaning_zh="数值与同组平均值的差除以标准差（sample 分母为 n − 1，population 为 n），乘以每个标准差的分值，"
    "再加平均水平的分值；全部相同时得规定分；sample 而只有一个单位时没有得分。",
    meaning_en="The difference to the mean of those compared by their standard deviation (sample with n − 1, "
    "population with n), times the points of one standard deviation, added to the points of the mean; a stated number "
    "of points where all are equal; none for a single unit under sample.",
    source="OECD/JRC Handbook (2008), step 5, standardisation.",
    stages=(
        (
            f"if given(x) and mean + {_SPREAD} = mean then when_equal"
            f' else at_mean + per_sd * (if reverse = "none" then x - mean else mean - x) / {_SPREAD}'
        ),
    ),
    parameters=(
        RuleParameter(id="at_mean", kind="number", unit="points", zh="平均水平得分", en="points of the mean"),
        RuleParameter(
            id="per_sd",
            kind="number",
            unit="points",
            zh="每个标准差分值",
            en="points of one standard deviation",
            least=Decimal(0),
        ),
        RuleParameter(
            id="spread", kind="choice", choices=("sample", "population"), zh="标准差", en="standard deviation"
        ),
        RuleParameter(
            id="reverse", kind="choice", choices=("none", "negated"), zh="逆指标算法", en="reverse for lower is better"
        ),
        RuleParameter(id="when_equal", kind="number", unit="points", zh="全部相同时得分", en="points where all equal"),
    ),
    constraints=(
        Constraint(
            formula='if direction = "higher_is_better" then reverse = "none" else reverse = "negated"',
            zh="正指标（越高越好）写 reverse: none，逆指标（越低越好）写 negated",
            en="reverse: none where higher is better, negated where lower is better",
            hint_zh="请改正 reverse 或 direction。",
            hint_en="Correct reverse or direction.",
        ),
    ),
    monotone="x",
)
