"""The plain mean of those that have a value."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Precision
from kaoping.rules.aggregating import Aggregation, Number, Worth, mean_words


def _exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number:
    return sum(values, start=Fraction(0)) / len(values)


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    present = pl.sum_horizontal([(weight != 0).cast(pl.Float64) for weight in weights])
    return pl.sum_horizontal(values) / present


def _down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
    return values.sum() / values.count()


def _words(values: Sequence[str], _: Sequence[str], __: str) -> str:
    return mean_words(values)


def _worth(_: Fraction, weights: Sequence[Fraction], __: Fraction) -> Worth:
    return Worth(f" ÷ {len(weights)}", Fraction(1, len(weights)))


def _cells(values: str, _: str, __: str) -> str:
    return f"AVERAGE({values})"


MEAN = Aggregation(
    id="mean",
    zh="平均",
    en="mean",
    meaning_zh="有数的各项的平均。",
    meaning_en="The plain mean of those that have a value.",
    needs_weights=False,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=_worth,
    cells=_cells,
)
