"""Points for passing a gate, more by rank for those beyond it."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule
from kaoping.rules.sense import MET_WHEN, MET_WHEN_FITS, met

GATE_AND_RANK = Rule(
    id="gate_and_rank",
    zh="过线加排名",
    en="Gate and rank",
    meaning_zh="未达到界限不得分；刚好达到得过线分；超过的另按名次加分。",
    meaning_en=("None short of the gate; the points of the gate exactly on it; beyond it further points by rank."),
    source="County indicator assessment 2020 (growth of 8 %: 4 points, above it ranked for 6 more).",
    stages=(
        (f"if not {met('x', 'gate')} then 0 else if x = gate then gate_points else gate_points + bands(rank, by_rank)"),
    ),
    parameters=(
        RuleParameter(id="gate", kind="number", unit="own", zh="界限", en="gate"),
        RuleParameter(
            id="gate_points", kind="number", unit="points", zh="过线分", en="points of the gate", least=Decimal(0)
        ),
        RuleParameter(id="by_rank", kind="bands", zh="名次档次", en="bands of ranks"),
        MET_WHEN,
    ),
    constraints=(MET_WHEN_FITS,),
)
