"""The greatest or the least of those that have a value, as an aggregation in every reading."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Literal

import polars as pl

from kaoping.formula import Precision, greater, lesser
from kaoping.rules.aggregating import Aggregation, Number, present, varies

__all__ = ["extreme"]


def extreme(
    name: str, zh: str, en: str, *, meaning_zh: str, meaning_en: str, function: Literal["max", "min"]
) -> Aggregation:
    """Give the aggregation of a name that takes the greatest or the least, as the function of the language does."""
    is_greatest = function == "max"

    def exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number:
        return reduce(greater if is_greatest else lesser, values)

    def across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
        given = present(values, weights)
        return pl.max_horizontal(given) if is_greatest else pl.min_horizontal(given)

    def down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
        return values.max() if is_greatest else values.min()

    def words(values: Sequence[str], _: Sequence[str], __: str) -> str:
        return values[0] if len(values) == 1 else f"{function}({', '.join(values)})"

    def cells(values: str, _: str, __: str) -> str:
        return f"{function.upper()}({values})"

    return Aggregation(
        id=name,
        zh=zh,
        en=en,
        meaning_zh=meaning_zh,
        meaning_en=meaning_en,
        needs_weights=False,
        full_as_weight=False,
        exact=exact,
        across=across,
        down=down,
        words=words,
        worth=varies,
        picks=True,
        cells=cells,
    )
