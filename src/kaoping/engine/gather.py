"""Stage 1, gather: tidy tables become, for each indicator, figures beside the rows that are scored.

Figures stay text here: each reading parses them itself. The order of the files never shows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
import polars as pl

from kaoping.engine.base import Base, Rows
from kaoping.engine.grain import Codes, Grain, grain_of, part_of_year
from kaoping.engine.growth import Growths
from kaoping.engine.intake import Tables
from kaoping.engine.plan import NodePlan
from kaoping.engine.predecessors import followed_back, predecessors
from kaoping.engine.reads import reads_of
from kaoping.scheme.model import DataNeed, Indicator
from kaoping.scheme.period import before, inside, parts_of
from kaoping.scheme.row_tables import PART_OF_YEAR, ROW_TABLES

__all__ = ["STATUS_WORDS", "Averaged", "Codes", "Figures", "Gathering"]

STATUS_WORDS = ("", "missing", "not_applicable", "excused")

_BESIDE = frozenset({"previous", "growth", "previous_growth"})
_NO_ROWS = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Averaged:
    """A column whose cells are the mean of several figures: `at` is the row, `figure` one decimal as text."""

    at: pl.Series
    figure: pl.Series
    height: int


@dataclass(frozen=True, slots=True)
class _Stood:
    """Where the figures of one name stand: a table, and its row for each figure row."""

    source: pl.DataFrame
    found: Callable[[], Rows]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one indicator reads.

    grain: the rows: which base row each belongs to, what it is about within it (a month, a rater, an event).
    columns: decimals or words as text by name, missing as null; means, and growth still to compute.
    is_finer: several figure rows may stand for one base row, so that a reduction has to follow.
    others: the names whose figures stand in other rows: targets, figures of earlier years.
    """

    grain: Grain
    columns: Mapping[str, pl.Series | Averaged | Growths]
    is_finer: bool
    source: pl.DataFrame
    source_row: Rows
    others: Mapping[str, _Stood] = field(default_factory=dict)

    def is_absent(self, name: str, at: int) -> bool:
        """Tell whether a column says nothing in a figure row; what is computed of several figures is not looked at."""
        column = self.columns[name]
        return isinstance(column, pl.Series) and column[at] is None

    def elsewhere(self, name: str, at: int) -> tuple[str, int, str, str] | None:
        """Give file, row, unit and period of a figure that stands in another row; None where it does not."""
        if name not in self.others:
            return None
        stood = self.others[name]
        file, row, unit, period = stood.source.select("source_file", "source_row", "unit", "period").row(
            int(stood.found()[at])
        )
        return None if file is None else (file, row, unit, period)

    def place(self, at: int) -> tuple[str | None, int | None]:
        """Give file and row of a figure row; None where nothing was delivered."""
        file, row = self.source.select("source_file", "source_row").row(int(self.source_row[at]))
        return file, row


@dataclass(frozen=True, slots=True)
class _Keys:
    """The figure rows expected at one frequency: row, unit, scored, period, at (0, 1, …)."""

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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The places of a table that rows ask for: unit, period, place (0, 1, …); `of` is the place each row asks for."""

    places: pl.DataFrame
    of: Rows


@dataclass(frozen=True, slots=True)
class _Look:
    """What an indicator finds in the observations: for its figure rows, or (with `peer`) for each of their peers.

    found: gives for each row that asks the row that stands so many years before. at: the figure row of each.
    height: the number of figure rows.
    """

    frame: pl.DataFrame
    found: Callable[[int], Rows]
    data: DataNeed
    peer: pl.Series | None
    at: Rows
    height: int

    def figure(self, column: str, back: int) -> pl.Series:
        """Give a column as it stood so many years before."""
        return self.frame[column].gather(self.found(back))

    def named(self, name: str) -> pl.Series | Growths:
        """Give what a name stands for: the figure that it reads, or growth of the two that it follows from."""
        first, *rest = reads_of(self.data, name)
        if not rest:
            return self.figure(*first)
        [(column, back)] = rest
        return Growths(
            self.at, self.figure(*first), self.figure(column, back), self.found(back), self.peer, self.height
        )

    def averaged(self, name: str) -> Averaged | Growths:
        """Give the mean of the peers, of those that have a figure."""
        found = self.named(name)
        if isinstance(found, Growths):
            return found
        there = found.is_not_null()
        return Averaged(pl.Series(self.at).filter(there), found.filter(there), self.height)


class Gathering:
    """The figures of every indicator; what many of them share is found once."""

    def __init__(self, base: Base, tables: Tables) -> None:
        self._base, self._tables = base, tables
        self._known = predecessors(tables.predecessors)
        self._keys: dict[str, _Keys] = {}
        self._pairs: dict[str, pl.DataFrame] = {}
        self._asked: dict[tuple[str, str, int], _Asked] = {}
        self._at: dict[tuple[str, str, str, int], Rows] = {}

    def figures(self, node: NodePlan) -> Figures:
        """Give the figures an indicator needs: only the named columns, its own rows of each table."""
        indicator = node.indicator
        if indicator is None:  # pragma: no cover -- only indicators have figures
            raise TypeError(node.id)
        if indicator.data.table == "observations":
            return self._observations(indicator, node.names)
        return self._rows(indicator)

    @cached_property
    def _splits(self) -> Mapping[str, _Split]:
        """Observations and targets, split by indicator."""
        return {name: _split(self._tables.table(name)) for name in ("observations", "targets")}

    @cached_property
    def _statuses(self) -> Codes:
        """The status of every observation."""
        return _statuses(self._splits["observations"].frame)

    def _expected(self, every: str) -> _Keys:
        """Give the figure rows expected at one frequency, in the order of rows and of time."""
        if every not in self._keys:
            periods = self._base.frame["period"].unique(maintain_order=True).to_list()
            table = pl.DataFrame(
                [(period, part) for period in periods for part in parts_of(period, every)],
                schema={"scored": pl.String, "period": pl.String},
                orient="row",
            )
            keys = self._base.frame.select("row", "unit", scored="period")
            frame = keys.join(table, on="scored", how="left", maintain_order="left_right")
            frame = frame.with_columns(at=pl.int_range(pl.len(), dtype=pl.Int64))
            self._keys[every] = _Keys(frame, frame["row"].to_numpy())
        return self._keys[every]

    def _peers(self, every: str) -> pl.DataFrame:
        """Give the peers of each figure row: at, the peer as `unit`, the period; in order, each once."""
        if every not in self._pairs:
            keys = self._expected(every).frame.select("at", "scored", "period", of="unit")
            peers = self._tables.peers.select(of="unit", unit="peer", only="period")
            only = pl.col("only")
            pairs = keys.join(peers, on="of", how="inner").filter(
                only.is_null() | (only == pl.col("scored")) | (only == pl.col("period"))
            )
            self._pairs[every] = pairs.select("at", "unit", "period").unique(["at", "unit"]).sort("at", "unit")
        return self._pairs[every]

    def _sought(self, every: str, whose: str, back: int) -> _Asked:
        """Give where to look for the figures of so many years before: the units' own, or those of their peers.

        A unit with one predecessor is followed back to it; a unit merged from several has no figure of its own there.
        """
        if (every, whose, back) not in self._asked:
            frame = self._expected(every).frame if whose == "own" else self._peers(every)
            earlier = {period: before(period, back) for period in frame["period"].unique()}
            periods = frame["period"].replace_strict(list(earlier), list(earlier.values()), return_dtype=pl.String)
            asking = pl.DataFrame({"unit": frame["unit"], "period": frame["period"], "earlier": periods})
            units = followed_back(asking, self._known) if back else asking["unit"]
            self._asked[every, whose, back] = _asked(pl.DataFrame({"unit": units, "period": periods}))
        return self._asked[every, whose, back]

    def _found(self, table: str, rows: Rows, every: str, whose: str, back: int) -> Rows:
        """Give for each row that asks the row of the table that answers, among some rows of it."""
        split, asked = self._splits[table], self._sought(every, whose, back)
        key = (table, every, whose, back)
        if key not in self._at:
            places = split.frame.select("unit", "period").join(
                asked.places, on=["unit", "period"], how="left", maintain_order="left"
            )
            self._at[key] = places["place"].fill_null(-1).to_numpy()
        return split.where(rows, self._at[key], asked.places.height)[asked.of]

    def _observations(self, indicator: Indicator, names: frozenset[str]) -> Figures:
        """One row per unit and period of the indicator's frequency, whether a figure was delivered or not."""
        data, keys, split = indicator.data, self._expected(indicator.data.every), self._splits["observations"]
        rows = split.rows.get(indicator.id, _NO_ROWS)
        if data.vintage is not None:
            vintage = split.frame["vintage"].gather(rows)
            rows = rows[(vintage.is_null() | (vintage == data.vintage)).to_numpy()]
        found = partial(self._found, "observations", rows, data.every)
        own = _Look(split.frame, partial(found, "own"), data, None, keys.frame["at"].to_numpy(), keys.frame.height)
        columns: dict[str, pl.Series | Averaged | Growths] = {"x": own.figure("actual", 0)}
        columns["actual"] = columns["x"]
        for name in sorted(names & _BESIDE):
            columns[name] = own.named(name)
        others: dict[str, _Stood] = {}
        for name in sorted(columns.keys() | names):
            (column, back), *more = reads_of(data, name) or [("", 0)]
            if column == "target" and not name.startswith("peer."):
                others[name] = _Stood(self._splits["targets"].frame, partial(self._targets, indicator, back))
                columns[name] = self._splits["targets"].frame["target"].gather(others[name].found())
            elif back and not more:
                others[name] = _Stood(split.frame, partial(own.found, back))
        peers = [name for name in sorted(names) if name.startswith("peer.")]
        if peers:
            pairs = self._peers(data.every)
            theirs = replace(own, found=partial(found, "peer"), peer=pairs["unit"], at=pairs["at"].to_numpy())
            columns |= {name: theirs.averaged(name.removeprefix("peer.")) for name in peers}
        if PART_OF_YEAR in names:
            columns[PART_OF_YEAR] = part_of_year(keys.frame["period"])
        where = own.found(0)
        grain = grain_of(keys.row, {"period": keys.frame["period"]}, ("period",), self._statuses[where])
        return Figures(grain, columns, keys.frame.height != self._base.height, split.frame, where, others)

    def _targets(self, indicator: Indicator, back: int) -> Rows:
        """Give the row of targets of each row, of its own period or of the one a year before."""
        rows = self._splits["targets"].rows.get(indicator.id, _NO_ROWS)
        return self._found("targets", rows, indicator.data.every, "own", back)

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


def _asked(wanted: pl.DataFrame) -> _Asked:
    """Give the different places among those wanted, and which one each row asks for."""
    places = wanted.unique(maintain_order=True).with_columns(place=pl.int_range(pl.len(), dtype=pl.Int64))
    of = wanted.join(places, on=["unit", "period"], how="left", maintain_order="left", nulls_equal=True)["place"]
    return _Asked(places, of.to_numpy())
