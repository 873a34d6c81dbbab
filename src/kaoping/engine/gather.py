"""Stage 1, gather: tidy tables become, for each indicator, figures beside the rows that are scored.

Figures stay text here: each reading parses them itself. The order of the files never shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from kaoping.engine.base import Base, Rows
from kaoping.engine.grain import Codes, Grain, grain_of, part_of_year
from kaoping.engine.intake import Tables
from kaoping.engine.plan import NodePlan
from kaoping.scheme.model import Indicator
from kaoping.scheme.period import before, inside, parts_of
from kaoping.scheme.row_tables import PART_OF_YEAR, ROW_TABLES

__all__ = ["STATUS_WORDS", "Averaged", "Codes", "Figures", "Gathering"]

STATUS_WORDS = ("", "missing", "not_applicable", "excused")

_EARLIER = frozenset({"previous_growth", "previous_target"})
_NO_ROWS = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Averaged:
    """A column whose cells are the mean of several figures: `at` is the row, `figure` one decimal as text."""

    at: pl.Series
    figure: pl.Series
    height: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What one indicator reads.

    grain: the rows: which base row each belongs to, what it is about within it (a month, a rater, an event).
    columns: decimals or words as text by name, missing as null.
    is_finer: several figure rows may stand for one base row, so that a reduction has to follow.
    """

    grain: Grain
    columns: Mapping[str, pl.Series | Averaged]
    is_finer: bool
    source: pl.DataFrame
    source_row: Rows

    def place(self, at: int) -> tuple[str | None, int | None]:
        """Give file and row of a figure row; None where nothing was delivered."""
        file, row = self.source.select("source_file", "source_row").row(int(self.source_row[at]))
        return file, row


@dataclass(frozen=True, slots=True)
class _Keys:
    """The figure rows expected at one frequency: row, unit, scored, period, earlier (a year before), at (0, 1, …)."""

    frame: pl.DataFrame
    row: Rows


@dataclass(frozen=True, slots=True)
class _Split:
    """A table with an empty row at its end, and the rows of each indicator in it."""

    frame: pl.DataFrame
    rows: Mapping[str, Rows]

    def where(self, rows: Rows, at: Rows, height: int) -> Rows:
        """Give for each expected place its row in the frame; the empty row where there is none."""
        where = np.full(height, self.frame.height - 1)
        there = at[rows] >= 0
        where[at[rows][there]] = rows[there]
        return where


class Gathering:
    """The figures of every indicator; what many of them share is found once."""

    def __init__(self, base: Base, tables: Tables) -> None:
        self._base, self._tables = base, tables
        self._keys: dict[str, _Keys] = {}
        self._at: dict[tuple[str, str, str], Rows] = {}

    def figures(self, node: NodePlan) -> Figures:
        """Give the figures an indicator needs: only the named columns, its own rows of each table."""
        indicator = node.indicator
        if indicator is None:  # pragma: no cover -- only indicators have figures
            raise TypeError(node.id)
        if indicator.data.table == "observations":
            return self._observations(indicator, node.names)
        return self._rows(indicator)

    @cached_property
    def _observed(self) -> _Split:
        """The observations, split by indicator."""
        return _split(self._tables.observations)

    @cached_property
    def _targets(self) -> _Split:
        """The targets, split by indicator."""
        return _split(self._tables.targets)

    @cached_property
    def _statuses(self) -> Codes:
        """The status of every observation."""
        return _statuses(self._observed.frame)

    def _expected(self, every: str) -> _Keys:
        """Give the figure rows expected at one frequency, in the order of rows and of time."""
        if every not in self._keys:
            periods = self._base.frame["period"].unique(maintain_order=True).to_list()
            table = pl.DataFrame(
                [(period, part, before(part)) for period in periods for part in parts_of(period, every)],
                schema={"scored": pl.String, "period": pl.String, "earlier": pl.String},
                orient="row",
            )
            keys = self._base.frame.select("row", "unit", scored="period")
            frame = keys.join(table, on="scored", how="left", maintain_order="left_right")
            frame = frame.with_columns(at=pl.int_range(pl.len(), dtype=pl.Int64))
            self._keys[every] = _Keys(frame, frame["row"].to_numpy())
        return self._keys[every]

    def _places(self, table: str, every: str, period: str) -> Rows:
        """Give for each row of a table its place among the rows expected, −1 where it has none.

        period: `period`, or `earlier` for the rows that look back to it.
        """
        if (table, every, period) not in self._at:
            split = self._observed if table == "observations" else self._targets
            keys = self._expected(every).frame.select("unit", pl.col(period).alias("period"), "at")
            found = split.frame.select("unit", "period").join(
                keys, on=["unit", "period"], how="left", maintain_order="left"
            )
            self._at[table, every, period] = found["at"].fill_null(-1).to_numpy()
        return self._at[table, every, period]

    def _observations(self, indicator: Indicator, names: frozenset[str]) -> Figures:
        """One row per unit and period of the indicator's frequency, whether a figure was delivered or not."""
        data, keys, split = indicator.data, self._expected(indicator.data.every), self._observed
        rows = split.rows.get(indicator.id, _NO_ROWS)
        if data.vintage is not None:
            vintage = split.frame["vintage"].gather(rows)
            rows = rows[(vintage.is_null() | (vintage == data.vintage)).to_numpy()]
        where = split.where(rows, self._places("observations", data.every, "period"), keys.frame.height)
        columns: dict[str, pl.Series | Averaged] = {"x": split.frame["actual"].gather(where)}
        columns["actual"] = columns["x"]
        reads_base = "previous" in names or ("growth" in names and data.growth == "computed")
        if reads_base:
            columns["previous"] = split.frame["previous"].gather(where)
        if "growth" in names:
            columns["growth"] = split.frame["growth"].gather(where)
        if names & _EARLIER or (reads_base and data.previous == "published"):
            at = self._places("observations", data.every, "earlier")
            earlier = split.where(rows, at, keys.frame.height)
            columns["previous_growth"] = split.frame["growth"].gather(earlier)
            columns["previous_target"] = self._target(indicator, keys, "earlier")
            if data.previous == "published":
                columns["previous"] = split.frame["actual"].gather(earlier)
        if "target" in names:
            columns["target"] = self._target(indicator, keys, "period")
        peers = [name for name in sorted(names) if name.startswith("peer.")]
        own = split.frame[rows] if peers else split.frame
        for name in peers:
            columns[name] = _peer_column(name.removeprefix("peer."), keys.frame, own, self._tables.peers)
        is_finer = keys.frame.height != self._base.height
        if PART_OF_YEAR in names:
            columns[PART_OF_YEAR] = part_of_year(keys.frame["period"])
        grain = Grain(keys.row, {"period": keys.frame["period"]}, keys.frame["period"], self._statuses[where])
        return Figures(grain, columns, is_finer, split.frame, where)

    def _target(self, indicator: Indicator, keys: _Keys, period: str) -> pl.Series:
        """Give the target of each row, of its own period or of the one a year before."""
        rows = self._targets.rows.get(indicator.id, _NO_ROWS)
        at = self._places("targets", indicator.data.every, period)
        return self._targets.frame["target"].gather(self._targets.where(rows, at, keys.frame.height))

    @cached_property
    def _inside(self) -> pl.DataFrame:
        """Row, unit and every period (of any length) inside the scored one."""
        periods = self._base.frame["period"].unique(maintain_order=True).to_list()
        table = pl.DataFrame(
            [(period, part) for period in periods for part in inside(period)],
            schema={"scored": pl.String, "period": pl.String},
            orient="row",
        )
        rows = self._base.frame.select("row", "unit", scored="period")
        return rows.join(table, on="scored", how="left").drop("scored")

    def _rows(self, indicator: Indicator) -> Figures:
        """The rows there are: ratings, ballots or events of the unit in the scored period or a part of it."""
        table = ROW_TABLES[indicator.data.table]
        frame = self._tables.table(table.id)
        own = frame.filter(pl.col("indicator") == indicator.id).join(self._inside, on=["unit", "period"], how="inner")
        own = own.sort("row", *table.named_by, nulls_last=True).with_columns(
            pl.col(table.figure).cast(pl.String).alias("actual")
        )
        own = own.with_columns(part_of_year(own["period"]).alias(PART_OF_YEAR))
        # An event without points is no missing figure: its points may follow from its kind.
        status = _statuses(own) if "status" in own.columns else np.zeros(own.height, np.int8)
        columns = {"x": own["actual"]} | {column.name: own[column.name].cast(pl.String) for column in table.beside}
        return Figures(
            grain=grain_of(own["row"].to_numpy(), {key: own[key] for key in table.keys}, table.named_by, status),
            columns=columns,
            is_finer=True,
            source=own,
            source_row=np.arange(own.height),
        )


def _split(table: pl.DataFrame) -> _Split:
    """Split a table by indicator."""
    codes = table["indicator"].rank("dense").fill_null(0).cast(pl.Int64).to_numpy()
    rows = np.argsort(codes, kind="stable")
    pieces = np.split(rows, np.flatnonzero(np.diff(codes[rows])) + 1) if len(rows) else []
    names = table["indicator"].gather([int(piece[0]) for piece in pieces])
    return _Split(table.vstack(table.clear(1)), dict(zip(names, pieces, strict=True)))


def _statuses(own: pl.DataFrame) -> Codes:
    """Give the status index of each row: without a figure and without a word it is missing."""
    word = pl.col("status").fill_null(pl.when(pl.col("actual").is_null()).then(pl.lit("missing")).otherwise(pl.lit("")))
    codes = word.replace_strict(STATUS_WORDS, range(len(STATUS_WORDS)), return_dtype=pl.Int8)
    return own.select(codes.alias("code"))["code"].to_numpy()


def _peer_column(name: str, keys: pl.DataFrame, own: pl.DataFrame, peers: pl.DataFrame) -> Averaged:
    """Give the mean figure of each row's peers that have one."""
    column, when = ("growth", "earlier") if name == "previous_growth" else (name, "period")
    rows = keys.select("at", "unit", "scored", "period", when=when)
    pairs = rows.join(peers.select("unit", "peer", only="period"), on="unit", how="inner")
    only = pl.col("only")
    pairs = pairs.filter(only.is_null() | (only == pl.col("scored")) | (only == pl.col("period")))
    figures = own.select(peer="unit", when="period", figure=column)
    found = (
        pairs.join(figures, on=["peer", "when"], how="inner")
        .drop_nulls("figure")
        .unique(["at", "peer"])
        .sort("at", "peer")
    )
    return Averaged(found["at"], found["figure"], keys.height)
