"""The units a unit came from, followed back in time: for figures and for results of earlier years alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import polars as pl

from kaoping.scheme.period import months_of

__all__ = ["Predecessors", "earlier_unit", "followed_back", "predecessors"]

Predecessors: TypeAlias = "Mapping[str, Mapping[str, tuple[str, ...]]]"
"""Unit -> period from which it holds -> the units it came from."""


def predecessors(table: pl.DataFrame) -> Predecessors:
    """Give the units each unit came from, of the table of predecessors."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    rows = table.select("unit", "from_period", "predecessor").sort("unit", "from_period", "predecessor")
    for unit, period, earlier in rows.iter_rows():
        own = found.setdefault(unit, {})
        own[period] = (*own.get(period, ()), earlier)
    return found


def earlier_unit(period: str, earlier_period: str, unit: str, known: Predecessors) -> str | None:
    """Follow a unit back to the earlier period; None where it was merged from several on the way."""
    until, since = months_of(period)[1] + 1, months_of(earlier_period)[1]
    while True:
        steps = [(months_of(start)[0], units) for start, units in known.get(unit, {}).items()]
        steps = [step for step in steps if since < step[0] < until]
        if not steps:
            return unit
        until, units = max(steps)
        if len(units) != 1:
            return None
        unit = units[0]


def followed_back(frame: pl.DataFrame, known: Predecessors) -> pl.Series:
    """Give for each row of unit, period and earlier (period) the unit of that time; none where it was merged."""
    touched = frame.select("unit", "period", "earlier").filter(pl.col("unit").is_in(list(known))).unique()
    rows = [(*row, earlier_unit(row[1], row[2], row[0], known)) for row in touched.iter_rows()]
    followed = pl.DataFrame(rows, schema={**touched.schema, "own": pl.String}, orient="row")
    found = frame.join(
        followed.with_columns(is_known=True), on=["unit", "period", "earlier"], how="left", maintain_order="left"
    )
    return found.select(pl.when("is_known").then("own").otherwise("unit").alias("unit"))["unit"]
