"""Points off for every event by the unit's share of the liability."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule
from kaoping.rules.sense import FLOOR_FITS, LEAST_POINTS

SHARED_DEDUCTION = Rule(
    id="shared_deduction",
    zh="责任分担扣分",
    en="Shared deduction",
    meaning_zh="从满分起按种类逐件扣分，每件只按本单位的责任比例（如 2：8）计，扣到下限为止。",
    meaning_en=(
        "From full points, so many off for each event by its kind, of which the unit bears its "
        "share of the liability (2 : 8, for example), down to a floor."
    ),
    source="Shared liability of bureau and town (2 : 8).",
    stages=(
        "times * share * pick(kind, per_event)",
        ReductionStage(reduce="sum", need="all", empty="zero"),
        "max(full - x, min_points)",
    ),
    parameters=(
        RuleParameter(id="per_event", kind="pick", zh="每件扣分", en="points off per event, by kind"),
        LEAST_POINTS,
    ),
    constraints=(FLOOR_FITS,),
    table="events",
)
