"""Points along a broken line."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule

PIECEWISE_LINEAR = Rule(
    id="piecewise_linear",
    zh="折线计分",
    en="Piecewise linear",
    meaning_zh="按折线上的位置得分，两端之外不再变化。",
    meaning_en="The points on a broken line through given corners, flat beyond both ends.",
    source="首都环境建设管理办 2023 (up to 10: 100, from 70 on: 0).",
    stages=("line(x, corners)",),
    parameters=(RuleParameter(id="corners", kind="line", zh="折点", en="corners"),),
)
