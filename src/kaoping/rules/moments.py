"""Skewness and excess kurtosis by two definitions, in fractions and in floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from kaoping.formula import Ball, Fault, Precision, root, snap
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, decimals
from kaoping.rules.parameter import RuleParameter

__all__ = [
    "DEFINITION",
    "FEWEST",
    "Shape",
    "exact_kurtosis",
    "exact_skewness",
    "float_shape",
    "kurtosis_cells",
    "skewness_cells",
    "squared_skewness",
]

DEFINITION: Final = RuleParameter(
    id="definition", kind="choice", choices=("sample", "population"), zh="定义", en="definition"
)
FEWEST: Final = (3, 4)
"""How many figures skewness and kurtosis need at least."""
_CLOSE = 1e-4


@dataclass(frozen=True, slots=True)
class Shape:
    """Skewness and excess kurtosis; None where they are not defined."""

    skewness: float | None
    kurtosis: float | None


def exact_skewness(values: Sequence[Number], definition: str, precision: Precision) -> Number | None:
    """Give the skewness: a root, with the sign of the third moment."""
    squared = squared_skewness(values, definition)
    if squared is None:
        return None
    found = root(abs(squared), precision)
    if isinstance(found, Fault):  # pragma: no cover -- of a size
        raise TypeError(found.message.code)
    return -found if squared < 0 else found


def squared_skewness(values: Sequence[Number], definition: str) -> Fraction | None:
    """Give the square of the skewness with its sign, which is a fraction: limits can be compared without a root."""
    count, (_, second, third, _) = len(values), _moments(values)
    if count < FEWEST[0] or second == 0:
        return None
    squared = third * third / second**3 * (1 if third >= 0 else -1)
    return squared * Fraction(count * (count - 1), (count - 2) ** 2) if definition == "sample" else squared


def exact_kurtosis(values: Sequence[Number], definition: str) -> Fraction | None:
    """Give the excess kurtosis."""
    count, (_, second, _, fourth) = len(values), _moments(values)
    if count < FEWEST[1] or second == 0:
        return None
    excess = fourth / second**2 - 3
    return _sample_kurtosis(excess, count) if definition == "sample" else excess


def _sample_kurtosis(excess: Fraction, count: int) -> Fraction:
    return ((count + 1) * excess + 6) * Fraction(count - 1, (count - 2) * (count - 3))


def _moments(values: Sequence[Number]) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Give the mean and the second, third and fourth central moments, with n."""
    figures = [value.figure if isinstance(value, Ball) else value for value in values]
    count = len(figures)
    if snap(min(figures), Precision()) == snap(max(figures), Precision()):
        figures = figures[:1] * count  # at 12 significant digits equal figures are equal by definition
    mean = sum(figures, start=Fraction(0)) / count
    off = [figure - mean for figure in figures]
    second, third, fourth = (sum((one**power for one in off), start=Fraction(0)) / count for power in (2, 3, 4))
    return mean, second, third, fourth


def float_shape(values: Floats, definition: str) -> Shape:
    """Give both in floats; figures close together lose the digits by which they differ, and are done in fractions."""
    count = len(values)
    if values.max() - values.min() <= _CLOSE * np.abs(values).max():
        figures = decimals(values)
        exactly = exact_skewness(figures, definition, Precision()), exact_kurtosis(figures, definition)
        return Shape(*(None if number is None else _float(number) for number in exactly))
    off = values - values.mean()
    second = float((off**2).mean())
    skewness = float((off**3).mean()) / second**1.5
    kurtosis = float((off**4).mean()) / second**2 - 3
    if definition == "sample" and count >= FEWEST[0]:
        skewness *= (count * (count - 1)) ** 0.5 / (count - 2)
    if definition == "sample" and count >= FEWEST[1]:
        kurtosis = ((count + 1) * kurtosis + 6) * (count - 1) / ((count - 2) * (count - 3))
    return Shape(skewness if count >= FEWEST[0] else None, kurtosis if count >= FEWEST[1] else None)


def _float(number: Number) -> float:
    return float(number.figure if isinstance(number, Ball) else number)


def skewness_cells(figures: str, definition: str) -> str:
    """Give the skewness of a range of cells; SKEW of spreadsheets is that of a sample."""
    n = f"COUNT({figures})"
    back = "" if definition == "sample" else f"*({n}-2)/SQRT({n}*({n}-1))"
    return _shape_cells(figures, FEWEST[0], f"SKEW({figures}){back}")


def kurtosis_cells(figures: str, definition: str) -> str:
    """Give the excess kurtosis of a range of cells; KURT of spreadsheets is that of a sample."""
    n, kurt = f"COUNT({figures})", f"KURT({figures})"
    if definition == "population":
        kurt = f"({kurt}*({n}-2)*({n}-3)/({n}-1)-6)/({n}+1)"
    return _shape_cells(figures, FEWEST[1], kurt)


def _shape_cells(figures: str, fewest: int, text: str) -> str:
    return f'IF(COUNT({figures})<{fewest},"",IF(MAX({figures})=MIN({figures}),"",{text}))'
