"""The figure itself is the points."""

from __future__ import annotations

from kaoping.rules.rule import Rule

AS_GIVEN = Rule(
    id="as_given",
    zh="按报送得分计",
    en="As given",
    meaning_zh="报送的数值就是得分。",
    meaning_en="The figure delivered is the score.",
    source="Scores handed over by a responsible department; Nantong and Jining, August 2017.",
    stages=("x",),
    monotone="x",
    monotone_sense="up",
)
