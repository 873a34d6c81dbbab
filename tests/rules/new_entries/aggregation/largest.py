"""The largest value counts: an aggregation that only the test of the catalogue knows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

import polars as pl

from kaoping.formula import Precision, greater
from kaoping.rules import Aggregation, Number


def _exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number:
    return reduce(greater, values)


def _across(values: Sequence[pl.Expr], _: Sequence[pl.Expr], __: pl.Expr) -> pl.Expr:
    return pl.max_horizontal(values)


def _down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
    return values.max()


def _words(values: Sequence[str], _: Sequence[str], __: str) -> str:
    return f"max({', '.join(values)})"


def _cells(values: str, _: str, __: str) -> str:
    return f"MAX({values})"


def _worth(_: Fraction, __: Sequence[Fraction], ___: Fraction) -> None:
    """Give nothing: a point is worth something for the largest only."""


LARGEST = Aggregation(
    id="largest",
    zh="取最高",
    en="largest",
    meaning_zh="取最高的一项。",
    meaning_en="The largest value.",
    needs_weights=False,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=_worth,
    cells=_cells,
)
