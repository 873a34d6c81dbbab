"""Progress lights: how far behind the expected share of the year."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule

PROGRESS = Rule(
    id="progress",
    zh="序时进度",
    en="Progress against schedule",
    meaning_zh="每期以实际进度与应达进度之差分档（绿、黄、红）得分，再对各期平均。",
    meaning_en=(
        "Period by period, points by bands of the progress made less the progress due (green, "
        "yellow, red), then the mean of the periods."
    ),
    source="银川 2025 (yellow from 10 points behind, red from more than 30).",
    stages=("bands(x - pick(part_of_year, due), lights)", ReductionStage(reduce="mean", need="all", empty="missing")),
    parameters=(
        RuleParameter(id="due", kind="pick", zh="各期应达进度", en="progress due, by period"),
        RuleParameter(id="lights", kind="bands", zh="亮灯档次", en="bands of the lights"),
    ),
)
