"""The mean of the n highest of those that have a value; of all of them where they are fewer."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import polars as pl

from kaoping.formula import Precision
from kaoping.rules.aggregating import (
    Aggregation,
    Number,
    descending,
    descending_texts,
    mean_words,
    present,
    varies,
)
from kaoping.rules.parameter import RuleParameter, Settings, whole_number

_COUNT = RuleParameter(id="n", kind="number", zh="取前几项", en="how many count", least=Decimal(1), is_whole=True)


def _of(settings: Settings) -> Aggregation:
    count = whole_number(settings["n"])

    def exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number:
        best = descending(values)[:count]
        return sum(best, start=Fraction(0)) / len(best)

    def across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
        listed = pl.concat_list(present(values, weights)).list.drop_nulls()
        return listed.list.sort(descending=True).list.head(count).list.mean()

    def down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
        return values.sort(descending=True).head(count).mean()

    def words(values: Sequence[str], _: Sequence[str], __: str) -> str:
        return mean_words(descending_texts(values)[:count])

    def cells(values: str, _: str, __: str) -> str:
        best = "+".join(f"IF(COUNT({values})<{at},0,LARGE({values},{at}))" for at in range(1, count + 1))
        return f"({best})/MIN({count},COUNT({values}))"

    return Aggregation(
        id="best_n",
        zh="取最好几项平均",
        en="mean of the best",
        meaning_zh="有数的各项中最高的 n 项的平均；不足 n 项的按实有项平均。",
        meaning_en="The mean of the n highest of those that have a value; of all of them where they are fewer.",
        needs_weights=False,
        full_as_weight=False,
        exact=exact,
        across=across,
        down=down,
        words=words,
        worth=varies,
        cells=cells,
        parameters=(_COUNT,),
        set_to=_of,
    )


BEST_N = _of({"n": Fraction(2)})
