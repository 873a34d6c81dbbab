"""Stage 4, rank: within each ranking group of each period, by the declared tie rule; and the further rankings.

A ranking goes by figures at 12 significant digits, so that equal there is a tie in every reading; further criteria
decide between equals.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl
from polars._typing import RankMethod

from kaoping.engine.comparing import refuse_empty
from kaoping.engine.plan import ADJUSTED
from kaoping.engine.state import Vector, Walk
from kaoping.rules import Floats
from kaoping.scheme.model import Criterion, Ranking, columns_of

__all__ = ["further_rankings", "in_places", "points_of", "ranked", "texts_of"]

_METHODS: Final[dict[str, RankMethod]] = {"lowest": "min", "highest": "max", "average": "average", "dense": "dense"}


def ranked(state: Walk) -> pl.DataFrame:
    """Give what `in_places` gives, and the official total as text."""
    return in_places(state).with_columns(texts_of(state, ADJUSTED, "rounded").alias("total"))


def in_places(state: Walk) -> pl.DataFrame:
    """Give row, period, unit, group, not_graded, key, points, rank, count, from_last, place; sorted by row.

    key: the total, rounded or not as the scheme says; points: the official total as a number.
    Units without a total have no rank, nor have those that are not ranked for a reason not to grade them. count:
    the ranked units of the group. from_last: 1 is last, equals by the mirrored rule, so that units that share the
    last place are all last. place: equals share the lowest.
    """
    numbers, total = state.plan.scheme.numbers, state.values[ADJUSTED]
    first = Criterion(of=ADJUSTED, order=numbers.order)
    keys = state.reading.keys(points_of(state, ADJUSTED, numbers.rank_on))
    orders = _order(state, numbers.rank_on, (first, *(numbers.then or ())))
    own = ("row", *state.base.apart, "unit", "group", "not_graded", "is_ranked")
    frame = state.base.frame.select(own).with_columns(
        pl.when("is_ranked").then(pl.Series("key", keys, nan_to_null=True)).alias("key"),
        pl.when("is_ranked").then(pl.Series("order", orders, nan_to_null=True)).alias("order"),
        pl.Series("points", state.reading.keys(total.points), nan_to_null=True),
    )
    over, order = [*state.base.apart, "group"], pl.col("order")
    return frame.with_columns(
        order.rank(_METHODS[numbers.ties]).over(over).cast(pl.Float64).alias("rank"),
        order.count().over(over).cast(pl.Int64).alias("count"),
        order.rank("min", descending=True).over(over).cast(pl.Int64).alias("from_last"),
        order.rank("min").over(over).cast(pl.Int64).alias("place"),
    ).drop("order")


def further_rankings(state: Walk) -> pl.DataFrame:
    """Give ranking, row, period, within, unit, figure, rank and count of all who take part, best first.

    within: what stands in the columns that units are ranked within; empty where all are ranked. figure: the points
    ranked on, as text. rank: a number; none without points, nor for a unit that is not ranked, which does not count.
    """
    return pl.concat([_NOTHING, *(_ranking(state, ranking) for ranking in state.plan.scheme.rankings)])


_NOTHING = pl.DataFrame(
    schema={
        "ranking": pl.String(),
        "row": pl.Int64(),
        "period": pl.String(),
        "within": pl.String(),
        "unit": pl.String(),
        "figure": pl.String(),
        "rank": pl.Float64(),
        "count": pl.Int64(),
    }
)


def _ranking(state: Walk, ranking: Ranking) -> pl.DataFrame:
    """Rank by one further ranking."""
    population = state.base.population(columns_of(ranking.within), ranking.among)
    refuse_empty(population, ranking.id, ranking.among)
    criteria = (Criterion(of=ranking.of, order=ranking.order), *ranking.then)
    orders = pl.Series("order", _order(state, ranking.rank_on, criteria), nan_to_null=True)
    frame = state.base.frame.select("row", "period", "unit", "is_ranked").with_columns(
        pl.lit(ranking.id).alias("ranking"),
        pl.Series("population", population.of),
        pl.Series("within", [population.names[at][1] for at in population.of.tolist()], dtype=pl.String),
        pl.when("is_ranked").then(orders).alias("order"),
        texts_of(state, ranking.of, ranking.rank_on).alias("figure"),
    )
    if population.members is not None:
        frame = frame.filter(pl.Series(population.members))
    order, periods = pl.col("order"), {period: at for at, period in enumerate(state.plan.scheme.periods)}
    placed = frame.with_columns(
        order.rank(_METHODS[ranking.ties]).over("population").cast(pl.Float64).alias("rank"),
        order.count().over("population").cast(pl.Int64).alias("count"),
        pl.col("period").replace_strict(periods, return_dtype=pl.Int64).alias("at"),
    )
    return placed.sort("at", "within", "order", "unit", nulls_last=True).select(_NOTHING.columns)


def points_of(state: Walk, node: str, rank_on: str | None) -> Vector:
    """Give the points of a node, rounded or unrounded; those that stand in for an absent figure included."""
    values = state.values[node]
    return values.points if rank_on == "rounded" else values.before


def texts_of(state: Walk, node: str, rank_on: str | None) -> pl.Series:
    """Write the points of a node, rounded or unrounded, as decimals."""
    rounding = state.plan.node(node).rounding if rank_on == "rounded" else None
    return state.reading.texts(points_of(state, node, rank_on), None if rounding is None else rounding.decimals)


def _order(state: Walk, rank_on: str, criteria: Sequence[Criterion]) -> Floats:
    """Give each row its place in one order of all rows, 0 first, equals alike; not a number without the first figure.

    Without a figure at a further criterion a row comes after those with one.
    """
    columns = []
    for criterion in criteria:
        keys = state.reading.keys(points_of(state, criterion.of, rank_on))
        columns.append(-keys if criterion.order == "higher_is_better" else keys)
    is_first = ~np.isnan(columns[0])
    found = np.array([np.where(np.isnan(column), np.inf, column) for column in columns])[:, is_first]
    sorted_rows = np.lexsort(found[::-1])
    following = found[:, sorted_rows]
    differs = np.any(following[:, 1:] != following[:, :-1], axis=0)
    places = np.empty(len(sorted_rows))
    places[sorted_rows] = np.concatenate((np.zeros(min(1, len(sorted_rows))), np.cumsum(differs)))
    order: Floats = np.full(len(is_first), np.nan)
    order[is_first] = places
    return order
