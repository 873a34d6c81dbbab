"""The rows that are scored: every assessed unit in every scored period, and the populations they compare in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import polars as pl

from kaoping.engine.findings import Found, times_found
from kaoping.engine.intake import Tables
from kaoping.scheme.model import Scheme

__all__ = ["Base", "Population", "PopulationName", "Rows", "base_rows"]

Rows: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
PopulationName: TypeAlias = "tuple[str, str, str]"
"""Period, group (empty where all units of the period are compared) and, at a finer key, what the rows are about."""


@dataclass(frozen=True, slots=True)
class Population:
    """Who compares with whom.

    of: the index of each row's population. names: what the indices stand for.
    order: the rows by population, in their own order within it.
    """

    of: Rows
    names: tuple[PopulationName, ...]
    order: Rows


@dataclass(frozen=True, slots=True)
class Base:
    """The rows that are scored.

    frame: row (0, 1, …), period, unit, group and the unit's titles; sorted by scored period and unit. not_graded: the
    reasons not to grade it (empty: it is graded), is_ranked: whether it is ranked where it has a total.
    found: how often each finding was made: (period, unit) -> id -> times.
    """

    frame: pl.DataFrame
    groups: Population
    periods: Population
    found: Found

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.frame.height

    def population(self, within: str) -> Population:
        """Give the populations of a node that compares within `group` or `all`."""
        return self.groups if within == "group" else self.periods

    def key(self, row: int) -> tuple[str, str]:
        """Give period and unit of a row."""
        return self.frame["period"][row], self.frame["unit"][row]


def base_rows(scheme: Scheme, tables: Tables) -> Base:
    """Give the rows to score, in the order of the scheme's periods and of unit ids, whatever the order of the files."""
    groups = [group.id for group in scheme.groups]
    frames = [
        tables.units.filter(
            pl.col("assessed").fill_null(value=True)
            & (pl.col("period").is_null() | (pl.col("period") == period))
            & pl.col("group").is_in(groups)
        )
        .select(pl.lit(period).alias("period"), "unit", "group", "title_zh", "title_en")
        .sort("unit")
        for period in scheme.periods
    ]
    frame = pl.concat(frames).with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    found = times_found(scheme, tables)
    frame = frame.with_columns(*_grading(scheme, frame, found))
    everyone = frame.with_columns(pl.lit("").alias("everyone"))
    return Base(frame, _populations(frame, "group"), _populations(everyone, "everyone"), found)


def _grading(scheme: Scheme, frame: pl.DataFrame, found: Found) -> tuple[pl.Series, pl.Series]:
    """Give why each row is not graded, in the scheme's order, and whether it is ranked."""
    keys = frame.select("period", "unit").rows()
    reasons = [[entry for entry in scheme.not_graded if entry.id in found.get(key, {})] for key in keys]
    names = [" ".join(entry.id for entry in own) for own in reasons]
    ranked = [all(entry.ranked for entry in own) for own in reasons]
    return pl.Series("not_graded", names, dtype=pl.String), pl.Series("is_ranked", ranked, dtype=pl.Boolean)


def _populations(frame: pl.DataFrame, column: str) -> Population:
    """Number the pairs of period and column in order of appearance."""
    names = frame.select("period", column).unique(maintain_order=True).with_row_index("number")
    numbers = frame.select("period", column).join(names, on=["period", column], how="left", maintain_order="left")
    of = numbers["number"].cast(pl.Int64).to_numpy()
    found = tuple((period, group, "") for period, group in names.select("period", column).iter_rows())
    return Population(of, found, np.argsort(of, kind="stable"))
