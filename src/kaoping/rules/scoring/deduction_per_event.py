"""Start full, subtract for every event, stop at a floor."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, ReductionStage, Rule

DEDUCTION_PER_EVENT = Rule(
    id="deduction_per_event",
    zh="按事件扣分",
    en="Deduction per event",
    meaning_zh="从满分起，按事件种类逐件扣分，扣到下限为止；没有事件得满分。",
    meaning_en="From full points, so many off for each event by its kind, down to a floor; no event, full points.",
    source="扣分制 (扣完为止); 首都环境建设管理办 2023.",
    stages=(
        "times * pick(kind, per_event)",
        ReductionStage(reduce="sum", need="all", empty="zero"),
        "max(full - x, min_points)",
    ),
    parameters=(
        RuleParameter(id="per_event", kind="pick", zh="每件扣分", en="points off per event, by kind"),
        RuleParameter(id="min_points", kind="number", unit="points", zh="最低得分", en="least points"),
    ),
    constraints=(
        Constraint(
            formula="min_points <= full", zh="最低得分 min_points 不高于满分 full", en="min_points at most full"
        ),
    ),
    table="events",
)
