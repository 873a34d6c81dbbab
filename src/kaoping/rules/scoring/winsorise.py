"""Outliers come in to the next figure, at most so many, while skewness and kurtosis are beyond their limits."""

from __future__ import annotations

from kaoping.rules.rule import FormulaStage, Rule, Take
from kaoping.rules.winsorising import WINSORISED

_SETTINGS = {parameter.id: parameter.id for parameter in WINSORISED}

WINSORISE = Rule(
    id="winsorise",
    zh="缩尾",
    en="Winsorise",
    meaning_zh="偏度（绝对值）和超额峰度超过限值时，偏向一端的极端值逐个取次一位的数值，直到不再超限；相同者一起移动，"
    "最多移动规定个数。仍超限时按规定全部不动或保留已移动的。其余数值不变。",
    meaning_en="While the size of skewness and excess kurtosis are beyond their limits, the outermost figure at the "
    "end to which they lean takes the next figure inside; equals move together, at most a stated number in all. Where "
    "that is not enough, none moves or those moved stay, as stated. All other figures stay as they are.",
    source="OECD/JRC Handbook (2008), step 3; Global Innovation Index, appendix on methods (|skewness| > 2 and "
    "kurtosis > 3.5, at most 5 figures).",
    stages=(
        FormulaStage(
            "if given(lower) then (if given(upper) then clip(x, lower, upper) else max(x, lower))"
            " else if given(upper) then min(x, upper) else x",
            {"lower": Take("winsor_lower", settings=_SETTINGS), "upper": Take("winsor_upper", settings=_SETTINGS)},
        ),
    ),
    parameters=WINSORISED,
)
