"""The greatest of those that have a value: of several awards only the highest counts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import polars as pl

from kaoping.formula import Precision, greater
from kaoping.rules.aggregating import Aggregation, Number, present, varies


def _exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number:
    return reduce(greater, values)


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    return pl.max_horizontal(present(values, weights))


def _down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
    return values.max()


def _words(values: Sequence[str], _: Sequence[str], __: str) -> str:
    return values[0] if len(values) == 1 else f"max({', '.join(values)})"


MAXIMUM = Aggregation(
    id="maximum",
    zh="取最高",
    en="maximum",
    meaning_zh="有数的各项中最高的一项。",
    meaning_en="The greatest of those that have a value.",
    needs_weights=False,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=varies,
    picks=True,
)
