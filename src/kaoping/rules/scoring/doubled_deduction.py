"""Points off for every event, multiplied by a factor of the unit."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule
from kaoping.rules.sense import FLOOR_FITS, LEAST_POINTS

DOUBLED_DEDUCTION = Rule(
    id="doubled_deduction",
    zh="加倍扣分",
    en="Multiplied deduction",
    meaning_zh=(
        "从满分起按种类逐件扣分，再乘单位的倍数（可在参数表按单位设定，如只承担一类任务的加倍），扣到下限为止。"
    ),
    meaning_en=(
        "From full points, so many off for each event by its kind, multiplied by a factor that "
        "table parameters may set for each unit (2 for units with one kind of task), down to a "
        "floor."
    ),
    source="Doubling rule: units with only one kind of task lose double points per fault.",
    stages=(
        "times * pick(kind, per_event)",
        ReductionStage(reduce="sum", need="all", empty="zero"),
        "max(full - factor * x, min_points)",
    ),
    parameters=(
        RuleParameter(id="per_event", kind="pick", zh="每件扣分", en="points off per event, by kind"),
        RuleParameter(id="factor", kind="number", zh="扣分倍数", en="factor of the deduction", least=Decimal(0)),
        LEAST_POINTS,
    ),
    constraints=(FLOOR_FITS,),
    table="events",
)
