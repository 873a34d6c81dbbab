"""Points off for every event, with a cap for each kind."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule
from kaoping.rules.sense import FLOOR_FITS, LEAST_POINTS

DEDUCTION_BY_KIND_CAPPED = Rule(
    id="deduction_by_kind_capped",
    zh="分类封顶扣分",
    en="Deduction capped by kind",
    meaning_zh="从满分起按种类逐件扣分，每类扣分各有上限，合计扣到下限为止。",
    meaning_en=(
        "From full points, so many off for each event by its kind, at most a cap for each kind, down to a floor in all."
    ),
    source="扣分制; 安徽 zones; 杭州 2018 (at most 1 point in all).",
    stages=(
        "times * pick(kind, per_event)",
        ReductionStage(reduce="sum", need="all", empty="zero", keep=("kind",)),
        "min(x, pick(kind, caps))",
        ReductionStage(reduce="sum", need="all", empty="zero"),
        "max(full - x, min_points)",
    ),
    parameters=(
        RuleParameter(id="per_event", kind="pick", zh="每件扣分", en="points off per event, by kind"),
        RuleParameter(id="caps", kind="pick", zh="每类扣分上限", en="most points off, by kind"),
        LEAST_POINTS,
    ),
    constraints=(FLOOR_FITS,),
    table="events",
)
