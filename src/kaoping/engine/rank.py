"""Stage 4, rank: within each ranking group of each period, by the declared tie rule.

The ranking key is the total at 12 significant digits, so equal there is a tie in every reading.
"""

from __future__ import annotations

from typing import Final

import polars as pl
from polars._typing import RankMethod

from kaoping.engine.plan import ADJUSTED
from kaoping.engine.state import Walk

__all__ = ["ranked"]

_METHODS: Final[dict[str, RankMethod]] = {"lowest": "min", "highest": "max", "average": "average", "dense": "dense"}


def ranked(state: Walk) -> pl.DataFrame:
    """Give row, period, unit, group, not_graded, key, total, points, rank, count, from_last, place; sorted by row.

    key: the total, rounded or not as the scheme says; points: the official total as a number, total: as text.
    Units without a total have no rank, nor have those that are not ranked for a reason not to grade them. count:
    the ranked units of the group. from_last: 1 is last, equals by the mirrored rule, so that units that share the
    last place are all last. place: equals share the lowest.
    """
    numbers, total = state.plan.scheme.numbers, state.values[ADJUSTED]
    rounding = state.plan.nodes[-1].rounding
    keys = state.reading.keys(total.points if numbers.rank_on == "rounded" else total.before)
    frame = state.base.frame.select("row", "period", "unit", "group", "not_graded", "is_ranked").with_columns(
        pl.when("is_ranked").then(pl.Series("key", keys, nan_to_null=True)).alias("key"),
        pl.Series("points", state.reading.keys(total.points), nan_to_null=True),
        state.reading.texts(total.points, None if rounding is None else rounding.decimals).alias("total"),
    )
    over = ["period", "group"]
    falls = numbers.order == "higher_is_better"
    key = pl.col("key")
    return frame.with_columns(
        key.rank(_METHODS[numbers.ties], descending=falls).over(over).cast(pl.Float64).alias("rank"),
        key.count().over(over).cast(pl.Int64).alias("count"),
        key.rank("min", descending=not falls).over(over).cast(pl.Int64).alias("from_last"),
        key.rank("min", descending=falls).over(over).cast(pl.Int64).alias("place"),
    )
