"""The weighted harmonic mean: the mean of rates over equal amounts. A value of zero has none."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Fault, Precision
from kaoping.formula.messages import ZERO_DIVISOR
from kaoping.rules.aggregating import Aggregation, Number, bracketed, is_zero, varies


def _exact(values: Sequence[Number], weights: Sequence[Fraction], _: Fraction, __: Precision) -> Number | Fault:
    if any(is_zero(value) for value in values) or not sum(weights):
        return Fault(ZERO_DIVISOR, 0, 0)
    below: Number = Fraction(0)
    for value, weight in zip(values, weights, strict=True):
        below = below + weight / value
    return Fault(ZERO_DIVISOR, 0, 0) if is_zero(below) else sum(weights, start=Fraction(0)) / below


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    parts = [
        pl.when(weight == 0).then(0.0).otherwise(weight / _apart(value))
        for value, weight in zip(values, weights, strict=True)
    ]
    return pl.sum_horizontal(weights) / pl.sum_horizontal(parts)


def _apart(value: pl.Expr) -> pl.Expr:
    """Make a zero no number, so that the row is judged exactly instead of vanishing in an infinite sum."""
    return pl.when(value == 0).then(float("nan")).otherwise(value)


def _down(values: pl.Expr, weights: pl.Expr) -> pl.Expr:
    return weights.sum() / (weights / _apart(values)).sum()


def _words(values: Sequence[str], weights: Sequence[str], _: str) -> str:
    below = " + ".join(f"{weight} ÷ {bracketed(value)}" for value, weight in zip(values, weights, strict=True))
    return f"({' + '.join(weights)}) ÷ ({below})"


def _cells(values: str, weights: str, _: str) -> str:
    return f"SUM({weights})/SUMPRODUCT({weights}/{values})"


HARMONIC_MEAN = Aggregation(
    id="harmonic_mean",
    zh="调和平均",
    en="harmonic mean",
    meaning_zh="权重之和除以各项“权重÷得分”之和；得分为 0 时无法计算。",
    meaning_en="The sum of weights over the sum of weight over value; a value of zero has none.",
    needs_weights=None,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=varies,
    cells=_cells,
)
