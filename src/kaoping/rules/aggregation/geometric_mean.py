"""The weighted geometric mean: low values cannot be bought off by high ones. Values must not be negative."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Fault, Precision
from kaoping.formula import power as raise_to
from kaoping.formula.messages import ZERO_DIVISOR
from kaoping.rules.aggregating import Aggregation, Number, varies


def _exact(values: Sequence[Number], weights: Sequence[Fraction], _: Fraction, precision: Precision) -> Number | Fault:
    present = sum(weights, start=Fraction(0))
    if present == 0:
        return Fault(ZERO_DIVISOR, 0, 0)
    product: Number = Fraction(1)
    for value, weight in zip(values, weights, strict=True):
        factor = raise_to(value, weight / present, precision)
        if isinstance(factor, Fault):
            return factor
        product = product * factor
    return product


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    # A value left out arrives as 0 with weight 0: its factor is 1, and its logarithm must not be taken.
    logs = [
        pl.when(weight == 0).then(0.0).otherwise(value.log() * weight)
        for value, weight in zip(values, weights, strict=True)
    ]
    return (pl.sum_horizontal(logs) / pl.sum_horizontal(weights)).exp()


def _down(values: pl.Expr, weights: pl.Expr) -> pl.Expr:
    return ((values.log() * weights).sum() / weights.sum()).exp()


def _words(values: Sequence[str], weights: Sequence[str], _: str) -> str:
    whole = " + ".join(weights)
    exponents = [f"{weight} ÷ ({whole})" for weight in weights] if len(weights) > 1 else ["1"]
    return " × ".join(f"{value} ^ ({exponent})" for value, exponent in zip(values, exponents, strict=True))


def _cells(values: str, weights: str, _: str) -> str:
    return f"SUMPRODUCT(PRODUCT({values}^({weights}/SUM({weights}))))"


GEOMETRIC_MEAN = Aggregation(
    id="geometric_mean",
    zh="几何平均",
    en="geometric mean",
    meaning_zh="按权重的几何平均，低分不能由高分抵补；各项不得为负。",
    meaning_en="The weighted geometric mean: low values cannot be bought off by high ones. None may be negative.",
    needs_weights=None,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=varies,
    cells=_cells,
)
