"""The exponential efficacy function between a figure not allowed and a satisfactory one."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule
from kaoping.rules.sense import FLOOR_FITS, LEAST_POINTS

EXPONENTIAL_EFFICACY = Rule(
    id="exponential_efficacy",
    zh="指数型功效函数",
    en="Exponential efficacy",
    meaning_zh=(
        "以不允许值和满意值为界：得分 = 满分 × a × e^(b × (x - 不允许值) ÷ (满意值 - 不允许值))，设下限，满分封顶。"
    ),
    meaning_en=(
        "Full points × a × e^(b × place between the figure not allowed and the satisfactory "
        "one), between a floor and full points."
    ),
    source="指数型功效函数 (a = 0.6, b = ln(1/0.6)); 人民论坛 series of evaluations.",
    stages=("clip(full * a * exp(b * (x - not_allowed) / (satisfactory - not_allowed)), min_points, full)",),
    parameters=(
        RuleParameter(
            id="a",
            kind="number",
            zh="不允许值处的比例",
            en="share of full points at the figure not allowed",
            least=Decimal(0),
            most=Decimal(1),
        ),
        RuleParameter(id="b", kind="number", zh="指数系数", en="exponent at the satisfactory figure", least=Decimal(0)),
        RuleParameter(id="satisfactory", kind="number", unit="own", zh="满意值", en="satisfactory figure"),
        RuleParameter(id="not_allowed", kind="number", unit="own", zh="不允许值", en="figure not allowed"),
        LEAST_POINTS,
    ),
    constraints=(
        Constraint(
            formula='if direction = "higher_is_better" then satisfactory > not_allowed else satisfactory < not_allowed',
            zh="满意值 satisfactory 优于不允许值 not_allowed",
            en="satisfactory better than not_allowed",
        ),
        FLOOR_FITS,
    ),
)
