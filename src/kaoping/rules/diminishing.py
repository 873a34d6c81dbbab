"""What the rules of diminishing steps share: full points at a reference, marginal rates that diminish on both sides."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule
from kaoping.rules.sense import FOR_HIGHER, LEAST_POINTS

__all__ = ["diminishing_from"]


def diminishing_from(reference: str, rule: str, *, zh: str, en: str, meaning_zh: str, meaning_en: str) -> Rule:
    """Give the rule of that id; reference: the name at which there are full points, in the unit of x."""
    return Rule(
        id=rule,
        zh=zh,
        en=en,
        meaning_zh=f"{meaning_zh}得满分，高（低）出部分分段按递减比例加（减），设下限与封顶。",
        meaning_en=(
            f"Full points at {meaning_en}; what lies above (below) adds (takes) shares of full points by steps of "
            "diminishing rates, between a floor and a cap."
        ),
        source="黑龙江 市（地）产业项目考核 (1/20, 1/40, 1/60 of the base around the provincial mean).",
        stages=(f"clip(full + full * steps(x - {reference}, rates), min_points, full * cap)",),
        parameters=(
            RuleParameter(id="rates", kind="steps", zh="各段比例", en="shares of full points, by step"),
            LEAST_POINTS,
            RuleParameter(
                id="cap", kind="number", zh="封顶倍数", en="cap as a multiple of full points", least=Decimal(0)
            ),
        ),
        constraints=(
            Constraint(
                formula="min_points <= full * cap",
                zh="最低得分 min_points 不高于 full × cap",
                en="min_points at most full × cap",
            ),
            FOR_HIGHER,
        ),
    )
