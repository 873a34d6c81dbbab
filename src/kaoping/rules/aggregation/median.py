"""The middle one of those that have a value; between the two in the middle where their number is even."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Precision
from kaoping.rules.aggregating import Aggregation, Number, descending, descending_texts, mean_words, present, varies


def _exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number:
    ordered, middle = descending(values), len(values) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
    return pl.concat_list(present(values, weights)).list.drop_nulls().list.median()


def _down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
    return values.median()


def _words(values: Sequence[str], _: Sequence[str], __: str) -> str:
    ordered, middle = descending_texts(values), len(values) // 2
    return ordered[middle] if len(ordered) % 2 else mean_words(ordered[middle - 1 : middle + 1])


def _cells(values: str, _: str, __: str) -> str:
    return f"MEDIAN({values})"


MEDIAN = Aggregation(
    id="median",
    zh="中位数",
    en="median",
    meaning_zh="有数的各项的中位数；项数为偶数时取中间两项的平均。",
    meaning_en="The middle one of those that have a value; of an even number the mean of the middle two.",
    needs_weights=False,
    full_as_weight=False,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=varies,
    cells=_cells,
)
