"""The mean by weights; the weights of what is left out go to the others."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Fault, Precision, plain
from kaoping.formula.messages import ZERO_DIVISOR
from kaoping.rules.aggregating import Aggregation, Number, Worth


def _exact(values: Sequence[Number], weights: Sequence[Fraction], _: Fraction, __: Precision) -> Number | Fault:
    present = sum(weights, start=Fraction(0))
    if present == 0:
        return Fault(ZERO_DIVISOR, 0, 0)
    return sum((value * weight for value, weight in zip(values, weights, strict=True)), start=Fraction(0)) / present


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    parts = [value * weight for value, weight in zip(values, weights, strict=True)]
    return pl.sum_horizontal(parts) / pl.sum_horizontal(weights)


def _down(values: pl.Expr, weights: pl.Expr) -> pl.Expr:
    return (values * weights).sum() / weights.sum()


def _words(values: Sequence[str], weights: Sequence[str], _: str) -> str:
    parts = [
        f"{weight} × {f'({value})' if value.startswith('−') else value}"
        for value, weight in zip(values, weights, strict=True)
    ]
    present = sum((Fraction(weight) for weight in weights), start=Fraction(0))
    whole = weights[0] if len(weights) == 1 else _decimal(present)
    return f"({' + '.join(parts)}) ÷ {whole}"


def _decimal(number: Fraction) -> str:
    """Print a sum of printed decimals exactly."""
    scale = 0
    while (number * 10**scale).denominator != 1:
        scale += 1
    digits = str(abs((number * 10**scale).numerator)).rjust(scale + 1, "0")
    return digits if scale == 0 else f"{digits[:-scale]}.{digits[-scale:]}"


def _worth(weight: Fraction, weights: Sequence[Fraction], _: Fraction) -> Worth:
    present = sum(weights, start=Fraction(0))
    return Worth(f" × {plain(weight)} ÷ {plain(present)}", weight / present)


def _cells(values: str, weights: str, _: str) -> str:
    return f"SUMPRODUCT({values},{weights})/SUM({weights})"


WEIGHTED_MEAN = Aggregation(
    id="weighted_mean",
    zh="加权平均",
    en="weighted mean",
    meaning_zh="按权重平均；缺的一项，权重由其余各项分担。",
    meaning_en="The mean by weights; the weight of what is left out goes to the others.",
    needs_weights=True,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=_worth,
    cells=_cells,
)
