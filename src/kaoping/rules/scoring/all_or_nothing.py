"""Full points where the target is met, none elsewhere."""

from __future__ import annotations

from kaoping.rules.rule import Rule
from kaoping.rules.sense import MET_WHEN, MET_WHEN_FITS, met

ALL_OR_NOTHING = Rule(
    id="all_or_nothing",
    zh="达标得满分",
    en="All or nothing",
    meaning_zh="达到目标得满分，未达到不得分。",
    meaning_en="Full points where the target is met, none where it is not.",
    source="目标完成计分法, 达标得分; monthly county assessments of economic indicators.",
    stages=(f"if {met('actual', 'target')} then full else 0",),
    parameters=(MET_WHEN,),
    constraints=(MET_WHEN_FITS,),
    monotone="actual",
)
