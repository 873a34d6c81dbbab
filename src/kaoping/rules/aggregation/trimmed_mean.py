"""The mean without the highest and the lowest (去掉最高分、最低分); none where nothing is left."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import polars as pl

from kaoping.formula import Fault, Precision
from kaoping.rules.aggregating import (
    Aggregation,
    Number,
    descending,
    descending_texts,
    mean_words,
    present,
    varies,
)
from kaoping.rules.messages import TOO_FEW
from kaoping.rules.parameter import RuleParameter, Settings, whole_number

_CUT = RuleParameter(
    id="cut", kind="number", zh="最高最低各去掉几个", en="how many are cut at each end", least=Decimal(0), is_whole=True
)


def _of(settings: Settings) -> Aggregation:
    cut = whole_number(settings["cut"])

    def exact(values: Sequence[Number], _: Sequence[Fraction], __: Fraction, ___: Precision) -> Number | Fault:
        kept = descending(values)[cut : len(values) - cut]
        if not kept:
            return Fault(TOO_FEW, 0, 0, {"count": str(len(values)), "cut": str(cut)})
        return sum(kept, start=Fraction(0)) / len(kept)

    def across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
        listed = pl.concat_list(present(values, weights)).list.drop_nulls().list.sort()
        rest = listed.list.len().cast(pl.Int64) - 2 * cut
        kept = listed.list.slice(cut, pl.max_horizontal(rest, pl.lit(0)))
        return pl.when(rest > 0).then(kept.list.mean()).otherwise(float("nan"))

    def down(values: pl.Expr, _: pl.Expr) -> pl.Expr:
        rest = values.len().cast(pl.Int64) - 2 * cut
        kept = values.sort().slice(cut, pl.max_horizontal(rest, pl.lit(0)))
        return pl.when(rest > 0).then(kept.mean()).otherwise(float("nan"))

    def words(values: Sequence[str], _: Sequence[str], __: str) -> str:
        return mean_words(descending_texts(values)[cut : len(values) - cut])

    def cells(values: str, _: str, __: str) -> str:
        ends = "".join(f"-LARGE({values},{at})-SMALL({values},{at})" for at in range(1, cut + 1))
        return f"(SUM({values}){ends})/(COUNT({values})-{2 * cut})"

    return Aggregation(
        id="trimmed_mean",
        zh="去掉最高最低后平均",
        en="trimmed mean",
        meaning_zh="去掉最高、最低各若干个后，其余的平均。",
        meaning_en="The mean of what is left when the highest and the lowest are cut.",
        needs_weights=False,
        full_as_weight=False,
        exact=exact,
        across=across,
        down=down,
        words=words,
        worth=varies,
        cells=cells,
        parameters=(_CUT,),
        set_to=_of,
    )


TRIMMED_MEAN = _of({"cut": Fraction(1)})
