"""Points add up; what is left out is made good by scaling with full points."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Precision, plain
from kaoping.rules.aggregating import Aggregation, Number, Worth, bracketed


def _exact(values: Sequence[Number], weights: Sequence[Fraction], whole: Fraction, _: Precision) -> Number:
    total = sum(values, start=Fraction(0))
    present = sum(weights, start=Fraction(0))
    return total if present == whole else total * (whole / present)


def _across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], whole: pl.Expr) -> pl.Expr:
    total, present = pl.sum_horizontal(values), pl.sum_horizontal(weights)
    return pl.when(present == whole).then(total).otherwise(total * whole / present)


def _down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
    return values.sum()


def _words(values: Sequence[str], weights: Sequence[str], whole: str) -> str:
    total = " + ".join(bracketed(value) for value in values)
    present = sum(Fraction(weight) for weight in weights)
    if present == Fraction(whole):
        return total
    return f"({total}) × {whole} ÷ ({' + '.join(weights)})"


def _worth(_: Fraction, weights: Sequence[Fraction], whole: Fraction) -> Worth:
    present = sum(weights, start=Fraction(0))
    return Worth("" if present == whole else f" × {plain(whole)} ÷ {plain(present)}", whole / present)


def _cells(values: str, weights: str, whole: str) -> str:
    return f"SUM({values})*{whole}/SUM({weights})" if whole else f"SUM({values})"


SUM = Aggregation(
    id="sum",
    zh="求和",
    en="sum",
    meaning_zh="各项得分相加；缺的一项按满分折算。",
    meaning_en="Points add up; what is left out is made good by scaling with full points.",
    needs_weights=False,
    full_as_weight=True,
    exact=_exact,
    across=_across,
    down=_down,
    words=_words,
    worth=_worth,
    cells=_cells,
)
