"""The least of those that have a value: a chain is as strong as its weakest link."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import polars as pl

from kaoping.formula import Precision, lesser
from kaoping.rules.aggregating import Aggregation, Number, present, varies


def _exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number:
    return reduce(lesser, values)


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    return pl.min_horizontal(present(values, weights))


def _down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
    return values.min()


def _words(values: Sequence[str], _: Sequence[str], __: str) -> str:
    return values[0] if len(values) == 1 else f"min({', '.join(values)})"


MINIMUM = Aggregation(
    id="minimum",
    zh="取最低",
    en="minimum",
    meaning_zh="有数的各项中最低的一项。",
    meaning_en="The least of those that have a value.",
    needs_weights=False,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=varies,
    picks=True,
)
