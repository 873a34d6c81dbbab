"""The limits of a winsorised group: end figures come in, one place after the other, until the shape is within limits.

While skewness and kurtosis are beyond their limits, every figure at the end to which the distribution leans takes the
next figure inside; a figure that has moved counts once. Where more than `at_most` would have to move, either none does
or those that may.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

import numpy as np

from kaoping.formula import Ball, Precision, snap
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, decimals
from kaoping.rules.moments import DEFINITION, exact_kurtosis, float_shape, squared_skewness
from kaoping.rules.parameter import RuleParameter, Settings, number_of, whole_number, word_of
from kaoping.rules.rule import Take

__all__ = ["IS_BEYOND", "LIMITS", "SHAPE", "WINSORISED", "Winsorising"]

_EXCEEDED: Final = RuleParameter(
    id="exceeded", kind="choice", choices=("both", "either"), zh="哪些限值须超过", en="which limits have to be exceeded"
)
LIMITS: Final = (
    RuleParameter(
        id="max_skewness", kind="number", zh="偏度限值（绝对值）", en="limit of the size of skewness", least=Decimal(0)
    ),
    RuleParameter(id="max_kurtosis", kind="number", zh="超额峰度限值", en="limit of excess kurtosis"),
    _EXCEEDED,
    DEFINITION,
)
WINSORISED: Final = (
    *LIMITS,
    RuleParameter(
        id="at_most", kind="number", zh="最多缩尾几个", en="how many may be moved", least=Decimal(1), is_whole=True
    ),
    RuleParameter(
        id="not_enough",
        kind="choice",
        choices=("leave_all", "keep_moved"),
        zh="缩尾后仍超限时",
        en="where that is not enough",
    ),
)
_DEFINED: Final = {"definition": "definition"}
SHAPE: Final = {"skewness": Take("skewness", settings=_DEFINED), "kurtosis": Take("kurtosis", settings=_DEFINED)}
"""What a rule takes that asks whether figures are beyond the limits."""
IS_BEYOND: Final = (
    '(if exceeded = "both"'
    " then abs(else_if_missing(skewness, 0)) > max_skewness and else_if_missing(kurtosis, 0) > max_kurtosis"
    " else abs(else_if_missing(skewness, 0)) > max_skewness or else_if_missing(kurtosis, 0) > max_kurtosis)"
)
"""The same question as a condition; figures without a shape are never beyond."""
_DOUBTFUL: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Winsorising:
    """How far figures are brought in. The limits of a group are (lower, upper), None at an end where nothing moves."""

    max_skewness: Fraction
    max_kurtosis: Fraction
    is_both: bool
    definition: str
    at_most: int
    keeps_moved: bool

    @classmethod
    def of(cls, settings: Settings) -> Winsorising:
        """Read the settings of a statistic."""
        return cls(
            max_skewness=number_of(settings["max_skewness"]),
            max_kurtosis=number_of(settings["max_kurtosis"]),
            is_both=word_of(settings["exceeded"]) == "both",
            definition=word_of(settings["definition"]),
            at_most=whole_number(settings["at_most"]),
            keeps_moved=word_of(settings["not_enough"]) == "keep_moved",
        )

    def exact_limits(self, values: Sequence[Number]) -> tuple[Fraction | None, Fraction | None]:
        """Give the limits in fractions."""
        figures = sorted(value.figure if isinstance(value, Ball) else value for value in values)
        keys = [snap(figure, Precision()) for figure in figures]

        def leaning(first: int, last: int) -> int:
            return self._leaning([min(max(figure, figures[first]), figures[last]) for figure in figures])

        first, last = self._ends(keys, leaning)
        return figures[first] if first else None, figures[last] if last < len(figures) - 1 else None

    def float_limits(self, values: Floats) -> tuple[float | None, float | None]:
        """Give the limits in floats; a shape doubtfully close to its limit is judged in fractions."""
        figures = np.sort(values)
        keys = [float(f"{figure:.12g}") for figure in figures.tolist()]

        def leaning(first: int, last: int) -> int:
            return self._float_leaning(np.clip(figures, figures[first], figures[last]))

        first, last = self._ends(keys, leaning)
        return float(figures[first]) if first else None, float(figures[last]) if last < len(keys) - 1 else None

    def _ends(self, keys: Sequence[Fraction] | Sequence[float], leaning: Callable[[int, int], int]) -> tuple[int, int]:
        """Give the places of the lowest and the highest figure that stay, among rising figures; equals move together.

        leaning: the places of both ends -> 1 where the figures lean up beyond the limits, −1 down, 0 where they do not.
        """
        first, last, whole = 0, len(keys) - 1, (0, len(keys) - 1)
        while (lean := leaning(first, last)) != 0:
            inner = (first, bisect_left(keys, keys[last]) - 1) if lean > 0 else (bisect_right(keys, keys[first]), last)
            if inner[0] + len(keys) - 1 - inner[1] > self.at_most:
                return (first, last) if self.keeps_moved else whole
            first, last = inner
        return first, last

    def _leaning(self, figures: Sequence[Fraction]) -> int:
        skewness, kurtosis = squared_skewness(figures, self.definition), exact_kurtosis(figures, self.definition)
        if skewness is None or kurtosis is None:
            return 0
        is_skewed = snap(abs(skewness), Precision()) > self.max_skewness**2
        is_peaked = snap(kurtosis, Precision()) > self.max_kurtosis
        is_beyond = is_skewed and is_peaked if self.is_both else is_skewed or is_peaked
        return (1 if skewness >= 0 else -1) if is_beyond else 0

    def _float_leaning(self, figures: Floats) -> int:
        shape = float_shape(figures, self.definition)
        if shape.skewness is None or shape.kurtosis is None:
            return 0
        skewness, kurtosis = abs(shape.skewness) - float(self.max_skewness), shape.kurtosis - float(self.max_kurtosis)
        if min(abs(skewness), abs(kurtosis), abs(shape.skewness)) < _DOUBTFUL:
            return self._leaning(decimals(figures))
        is_beyond = skewness > 0 and kurtosis > 0 if self.is_both else skewness > 0 or kurtosis > 0
        return (1 if shape.skewness > 0 else -1) if is_beyond else 0
