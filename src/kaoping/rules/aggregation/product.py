"""The product of those that have a value: coefficients that multiply. Points times points are no points."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Precision
from kaoping.rules.aggregating import Aggregation, Number, bracketed, varies


def _exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number:
    found: Number = Fraction(1)
    for value in values:
        found = found * value
    return found


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    found = pl.lit(1.0)
    for value, weight in zip(values, weights, strict=True):
        found = found * pl.when(weight == 0).then(1.0).otherwise(value)
    return found


def _down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
    return values.product()


def _words(values: Sequence[str], _: Sequence[str], __: str) -> str:
    return " × ".join(bracketed(value) for value in values)


def _cells(values: str, _: str, __: str) -> str:
    return f"PRODUCT({values})"


PRODUCT = Aggregation(
    id="product",
    zh="连乘",
    en="product",
    meaning_zh="有数的各项相乘，单位也相乘：n 项得分连乘须由步骤按写明的标准折算为分，归并各行须先化为纯数。",
    meaning_en="Those that have a value, multiplied, and so are their units: a step has to bring points of n children "
    "back to points by a declared scale, and rows have to be pure numbers.",
    needs_weights=False,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=varies,
    cells=_cells,
    multiplies=True,
)
