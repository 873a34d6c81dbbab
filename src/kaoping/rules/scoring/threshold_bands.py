"""Points by bands of the figure."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule

THRESHOLD_BANDS = Rule(
    id="threshold_bands",
    zh="分档计分",
    en="Threshold bands",
    meaning_zh="按数值所在档次得该档的分；每档写明含不含界点。",
    meaning_en="The points of the band in which the figure lies; every bound says whether it belongs to its band.",
    source="分档计分; 温州 2013 (coverage 100 %: 4 points, else 0).",
    stages=("bands(x, thresholds)",),
    parameters=(RuleParameter(id="thresholds", kind="bands", zh="档次", en="bands"),),
)
