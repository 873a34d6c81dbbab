"""What several rules say about better and worse: which direction they are for, and how a figure meets a bound."""

from __future__ import annotations

from typing import Final

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint

__all__ = [
    "FLOOR_FITS",
    "FOR_HIGHER",
    "FOR_LOWER",
    "LEAST_POINTS",
    "MET_WHEN",
    "MET_WHEN_FITS",
    "RATIO",
    "RATIO_FITS",
    "met",
    "ratio",
]

LEAST_POINTS: Final = RuleParameter(id="min_points", kind="number", unit="points", zh="最低得分", en="least points")
FLOOR_FITS: Final = Constraint(
    formula="min_points <= full", zh="最低得分 min_points 不高于满分 full", en="min_points at most full"
)
FOR_HIGHER: Final = Constraint(
    formula='direction = "higher_is_better"',
    zh="指标为正指标（越高越好）",
    en="an indicator where higher is better",
    hint_zh="逆指标请另选规则，或改正 direction。",
    hint_en="Take another rule where lower is better, or correct direction.",
)
FOR_LOWER: Final = Constraint(
    formula='direction = "lower_is_better"',
    zh="指标为逆指标（越低越好）",
    en="an indicator where lower is better",
    hint_zh="正指标请另选规则，或改正 direction。",
    hint_en="Take another rule where higher is better, or correct direction.",
)
MET_WHEN: Final = RuleParameter(
    id="met_when", kind="choice", choices=("at_least", "at_most"), zh="达标条件", en="when the bound is met"
)
MET_WHEN_FITS: Final = Constraint(
    formula='if direction = "higher_is_better" then met_when = "at_least" else met_when = "at_most"',
    zh="正指标（越高越好）写 met_when: at_least，逆指标（越低越好）写 at_most",
    en="met_when: at_least where higher is better, at_most where lower is better",
    hint_zh="请改正 met_when 或 direction。",
    hint_en="Correct met_when or direction.",
)
RATIO: Final = RuleParameter(
    id="reverse", kind="choice", choices=("none", "inverse"), zh="逆指标算法", en="reverse for lower is better"
)
RATIO_FITS: Final = Constraint(
    formula='if direction = "higher_is_better" then reverse = "none" else reverse = "inverse"',
    zh="正指标（越高越好）写 reverse: none，逆指标（越低越好）写 inverse",
    en="reverse: none where higher is better, inverse where lower is better",
    hint_zh="请改正 reverse 或 direction。",
    hint_en="Correct reverse or direction.",
)


def met(figure: str, bound: str) -> str:
    """Give the condition that a figure meets a bound, as `met_when` says."""
    return f'(if met_when = "at_least" then {figure} >= {bound} else {figure} <= {bound})'


def ratio(figure: str, reference: str) -> str:
    """Give the ratio of a figure to a reference, turned round as `reverse` says."""
    return f'(if reverse = "none" then {figure} / {reference} else {reference} / {figure})'
