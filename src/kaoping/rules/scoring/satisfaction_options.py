"""Satisfaction by options, weighted by classes of respondents."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, ReductionStage, Rule

SATISFACTION_OPTIONS = Rule(
    id="satisfaction_options",
    zh="满意度测评",
    en="Satisfaction by options",
    meaning_zh=(
        "各选项按分值、票数加权平均，弃权和不了解不计；各类测评主体再按权重平均，折算为满分；任一类没有有效票即为缺报。"
    ),
    meaning_en=(
        "The mean of option values over the votes that count, class by class (abstentions and "
        '"not acquainted" left out), then the weighted mean of the classes, converted to full '
        "points; a class without a valid vote is missing."
    ),
    source=(
        "民主测评 (100, 80, 60, 40; leaders 20 %, staff 40 %, panel 40 %); 杭州 (classes of respondents with weights)."
    ),
    stages=(
        "if pick(option, counted) = 0 then 0 else pick(option, option_values)",
        ReductionStage(
            reduce="weighted_mean",
            need="all",
            empty="missing",
            keep=("respondent_class",),
            weight="votes",
            where="pick(option, counted) != 0",
            expect="class_weights",
        ),
        ReductionStage(
            reduce="weighted_mean", need="all", empty="missing", weight="pick(respondent_class, class_weights)"
        ),
        "full * x / top",
    ),
    parameters=(
        RuleParameter(id="option_values", kind="pick", zh="各选项分值", en="values of the options"),
        RuleParameter(
            id="counted",
            kind="pick",
            zh="计入的选项（1 计入，0 不计）",
            en="options that count (1) and that do not (0)",
        ),
        RuleParameter(id="class_weights", kind="pick", zh="各类测评主体权重", en="weights of the respondent classes"),
        RuleParameter(id="top", kind="number", zh="最高选项分值", en="value of the best option", least=Decimal(0)),
    ),
    constraints=(Constraint(formula="top > 0", zh="最高选项分值 top 大于 0", en="top above 0"),),
    table="ballots",
)
