"""The sum of weight times value, the weights used as they are written: they need not add up, and may subtract."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Precision, plain
from kaoping.rules.aggregating import Aggregation, Number, Worth, bracketed


def _exact(values: Sequence[Number], weights: Sequence[Fraction], _: Fraction, __: Precision) -> Number:
    return sum((value * weight for value, weight in zip(values, weights, strict=True)), start=Fraction(0))


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    return pl.sum_horizontal([value * weight for value, weight in zip(values, weights, strict=True)])


def _down(values: pl.Expr, weights: pl.Expr) -> pl.Expr:
    return (values * weights).sum()


def _words(values: Sequence[str], weights: Sequence[str], _: str) -> str:
    parts = [f"{bracketed(weight)} × {bracketed(value)}" for value, weight in zip(values, weights, strict=True)]
    return " + ".join(parts)


def _worth(weight: Fraction, _: Sequence[Fraction], __: Fraction) -> Worth:
    return Worth(f" × {bracketed(plain(weight).replace('-', '−'))}", weight)


def _cells(values: str, weights: str, _: str) -> str:
    return f"SUMPRODUCT({values},{weights})"


WEIGHTED_SUM = Aggregation(
    id="weighted_sum",
    zh="加权求和",
    en="weighted sum",
    meaning_zh="权重与得分相乘后相加，权重按所写的数使用，不必合计为 1，可以为负；各项须齐全，不作折算。",
    meaning_en="Weight times value, added up; the weights are used as they are written, need not add up to 1, and may "
    "be negative. All have to be there: nothing is made good.",
    needs_weights=True,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=_worth,
    cells=_cells,
    weights_as_given=True,
)
