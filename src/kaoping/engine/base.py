"""The rows that are scored: every assessed unit in every scored period, and the populations they compare in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeAlias

import numpy as np
import polars as pl

from kaoping.engine.findings import Found, times_found
from kaoping.engine.intake import Tables
from kaoping.scheme.model import GROUP, Scheme

__all__ = ["Base", "Mask", "Population", "PopulationName", "Rows", "base_rows"]

Mask: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.bool_]]"
Rows: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
PopulationName: TypeAlias = "tuple[str, str, str]"
"""Period; group, or what stands in the columns compared within (empty where all units of the period are compared);
and, at a finer key, what the rows are about."""


@dataclass(frozen=True, slots=True)
class Population:
    """Who compares with whom.

    of: the index of each row's population. names: what the indices stand for.
    order: the rows by population, in their own order within it.
    members: the rows that enter statistics and places; None where all of them do. The others are held against these.
    """

    of: Rows
    names: tuple[PopulationName, ...]
    order: Rows
    members: Mask | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """The rows that are scored.

    frame: row (0, 1, …), period, unit, group, the unit's titles and the unit columns of the scheme, a flag as true or
    false in text; sorted by scored period and unit. not_graded: the reasons not to grade it (empty: it is graded),
    is_ranked: whether it is ranked where it has a total.
    found: how often each finding was made: (period, unit) -> id -> times.
    apart: the columns that keep rows apart: nothing is compared or ranked across them.
    """

    frame: pl.DataFrame
    found: Found
    apart: tuple[str, ...] = ("period",)
    _known: dict[tuple[str, ...], Population] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """The number of rows."""
        return self.frame.height

    @property
    def groups(self) -> Population:
        """The ranking groups of each period."""
        return self.population((GROUP,), None)

    def population(self, within: tuple[str, ...], among: str | None) -> Population:
        """Give the populations of units with the same in some columns; among: the flag of those that count."""
        if within not in self._known:
            self._known[within] = _populations(self.frame, within, self.apart)
        found = self._known[within]
        return found if among is None else replace(found, members=(self.frame[among] == "true").to_numpy())

    def key(self, row: int) -> tuple[str, str]:
        """Give period and unit of a row."""
        return self.frame["period"][row], self.frame["unit"][row]


def base_rows(scheme: Scheme, tables: Tables) -> Base:
    """Give the rows to score, in the order of the scheme's periods and of unit ids, whatever the order of the files."""
    groups = [group.id for group in scheme.groups]
    own = [
        pl.col(column.id) if column.holds == "name" else pl.col(column.id).str.to_lowercase()
        for column in scheme.unit_columns
    ]
    frames = [
        tables.units.filter(
            pl.col("assessed").fill_null(value=True)
            & (pl.col("period").is_null() | (pl.col("period") == period))
            & pl.col("group").is_in(groups)
        )
        .select(pl.lit(period).alias("period"), "unit", "group", "title_zh", "title_en", *own)
        .sort("unit")
        for period in scheme.periods
    ]
    frame = pl.concat(frames).with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    found = times_found(scheme, tables)
    return Base(frame.with_columns(*_grading(scheme, frame, found)), found)


def _grading(scheme: Scheme, frame: pl.DataFrame, found: Found) -> tuple[pl.Series, pl.Series]:
    """Give why each row is not graded, in the scheme's order, and whether it is ranked."""
    keys = frame.select("period", "unit").rows()
    reasons = [[entry for entry in scheme.not_graded if entry.id in found.get(key, {})] for key in keys]
    names = [" ".join(entry.id for entry in own) for own in reasons]
    ranked = [all(entry.ranked for entry in own) for own in reasons]
    return pl.Series("not_graded", names, dtype=pl.String), pl.Series("is_ranked", ranked, dtype=pl.Boolean)


def _populations(frame: pl.DataFrame, columns: tuple[str, ...], apart: tuple[str, ...]) -> Population:
    """Number what stands in the columns apart and these in order of appearance; a stroke inside a cell is doubled."""
    cells = [pl.col(column).str.replace_all("/", "//", literal=True) for column in columns]
    text = pl.concat_str(cells, separator=" / ") if cells else pl.lit("")
    compared = frame.select(*apart, text.alias("within"))
    names = compared.unique(maintain_order=True).with_row_index("number")
    numbers = compared.join(names, on=[*apart, "within"], how="left", maintain_order="left")
    of = numbers["number"].cast(pl.Int64).to_numpy()
    found = tuple((period, within, "") for period, within in names.select("period", "within").iter_rows())
    return Population(of, found, np.argsort(of, kind="stable"))
