"""Stage 1, gather: tidy tables become, for each indicator, figures beside the rows that are scored.

Figures stay text here: each reading parses them itself. The order of the files never shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial

import numpy as np
import polars as pl

from kaoping.engine.base import Base, Rows
from kaoping.engine.grain import Codes, Grain, grain_of, part_of_year
from kaoping.engine.growth import Growths
from kaoping.engine.intake import Tables
from kaoping.engine.looks import Averaged, DerivedLook, Look, Source
from kaoping.engine.plan import NodePlan
from kaoping.engine.predecessors import followed_back, predecessors
from kaoping.engine.reads import reads_of, shifts_of
from kaoping.engine.variables import Derived, Used
from kaoping.scheme.model import Indicator, Scheme, Variable
from kaoping.scheme.period import before, inside, parts_of, shifted
from kaoping.scheme.row_tables import PART_OF_YEAR, ROW_TABLES
from kaoping.scheme.variables import BASE, has_one_figure, used_variables

__all__ = ["STATUS_WORDS", "Averaged", "Codes", "Figures", "Gathering"]

STATUS_WORDS = ("", "missing", "not_applicable", "excused")

_BESIDE = frozenset({"previous", "growth", "previous_growth"})
_NO_ROWS = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one indicator reads.

    grain: the rows: which base row each belongs to, what it is about within it (a month, a rater, an event).
    columns: decimals or words as text by name, missing as null; means, and growth still to compute.
    is_finer: several figure rows may stand for one base row, so that a reduction has to follow.
    used: the variables beside them, by id. whole: those with one figure for the scored period, at the base rows.
    observed: the observations, where the figures of variables stand. nearby: the actual figures of so many periods
    before or after, that may fill a missing one. others: the names whose figures stand in other rows: targets, figures
    of earlier years.
    """

    grain: Grain
    columns: Mapping[str, pl.Series | Averaged | Growths | Derived]
    is_finer: bool
    source: pl.DataFrame
    source_row: Rows
    used: Mapping[str, Used]
    whole: Mapping[str, Used]
    observed: pl.DataFrame
    nearby: Mapping[int, pl.Series]
    others: Mapping[str, Source] = field(default_factory=dict)

    def is_absent(self, name: str, at: int) -> bool:
        """Tell whether a column says nothing in a figure row; what is computed of several figures is not looked at."""
        column = self.columns[name]
        return isinstance(column, pl.Series) and column[at] is None

    def elsewhere(self, name: str, at: int) -> tuple[str, int, str, str] | None:
        """Give file, row, unit and period of a figure that stands in another row; None where it does not."""
        if name not in self.others:
            return None
        found_at = self.others[name]
        file, row, unit, period = found_at.source.select("source_file", "source_row", "unit", "period").row(
            int(found_at.found()[at])
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
class _Place:
    """Whose figures are looked for at rows that come so often.

    whose: `own` or `peer`. whole: how often those figures come which are one for the scored period, whatever part of it
    a row is about; None where each row has its own. shift: so many periods later, or (below zero) earlier.
    """

    every: str
    whose: str
    whole: str | None
    shift: int = 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """The places of a table that rows ask for: unit, period, place (0, 1, …); `of` is the place each row asks for."""

    places: pl.DataFrame
    of: Rows


class Gathering:
    """The figures of every indicator; what many of them share is found once."""

    def __init__(self, base: Base, tables: Tables, scheme: Scheme) -> None:
        self._base, self._tables, self._scheme = base, tables, scheme
        self._known = predecessors(tables.predecessors)
        self._keys: dict[str, _Keys] = {}
        self._pairs: dict[str, pl.DataFrame] = {}
        self._asked: dict[tuple[_Place, int], _Asked] = {}
        self._at: dict[tuple[str, _Place, int], Rows] = {}

    def figures(self, node: NodePlan) -> Figures:
        """Give the figures an indicator needs: only the named columns, its own rows of each table."""
        indicator = node.indicator
        if indicator is None:  # pragma: no cover -- only indicators have figures
            raise TypeError(node.id)
        if indicator.data.table == "observations":
            return self._observations(indicator, node.names)
        return self._rows(indicator, node.names)

    def observed(self, indicator: Indicator, names: frozenset[str]) -> Figures:
        """Give some named figures of an indicator of table `observations`."""
        return self._observations(indicator, names)

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
            pairs = pairs.select("at", "unit", "scored", "period").unique(["at", "unit"])
            self._pairs[every] = pairs.sort("at", "unit")
        return self._pairs[every]

    def _sought(self, place: _Place, back: int) -> _Asked:
        """Give where to look for the figures of so many years before: the units' own, or those of their peers.

        A unit with one predecessor is followed back to it; a unit merged from several has no figure of its own there.
        """
        if (place, back) not in self._asked:
            frame = self._expected(place.every).frame if place.whose == "own" else self._peers(place.every)
            now = frame["period"]
            if place.whole is not None:
                parts = {period: parts_of(period, place.whole)[0] for period in frame["scored"].unique()}
                now = frame["scored"].replace_strict(list(parts), list(parts.values()), return_dtype=pl.String)
            earlier = {period: before(shifted(period, place.shift), back) for period in now.unique()}
            periods = now.replace_strict(list(earlier), list(earlier.values()), return_dtype=pl.String)
            asking = pl.DataFrame({"unit": frame["unit"], "period": now, "earlier": periods})
            units = followed_back(asking, self._known) if back or place.shift < 0 else asking["unit"]
            self._asked[place, back] = _asked(pl.DataFrame({"unit": units, "period": periods}))
        return self._asked[place, back]

    def _found(self, table: str, rows: Rows, place: _Place, back: int) -> Rows:
        """Give for each row that asks the row of the table that answers, among some rows of it."""
        split, asked = self._splits[table], self._sought(place, back)
        key = (table, place, back)
        if key not in self._at:
            places = split.frame.select("unit", "period").join(
                asked.places, on=["unit", "period"], how="left", maintain_order="left"
            )
            self._at[key] = places["place"].fill_null(-1).to_numpy()
        return split.where(rows, self._at[key], asked.places.height)[asked.of]

    def _observations(self, indicator: Indicator, names: frozenset[str]) -> Figures:
        """One row per unit and period of the indicator's frequency, whether a figure was delivered or not."""
        data, keys, split = indicator.data, self._expected(indicator.data.every), self._splits["observations"]
        own = self._look(indicator, "own")
        columns: dict[str, pl.Series | Averaged | Growths | Derived] = {"x": own.named("actual")}
        columns["actual"] = columns["x"]
        for name in sorted(names & _BESIDE):
            columns[name] = own.named(name)
        others: dict[str, Source] = {}
        for name in sorted(columns.keys() | names):
            (column, back), *more = reads_of(data, name) or [("", 0)]
            if column == "target" and not name.startswith("peer."):
                others[name] = Source(self._splits["targets"].frame, partial(self._targets, indicator, back))
                columns[name] = self._splits["targets"].frame["target"].gather(others[name].found())
            elif back and not more and isinstance(own, Look):
                others[name] = Source(split.frame, partial(own.found, back))
        peers = [name for name in sorted(names) if name.startswith("peer.")]
        if peers:
            theirs = self._look(indicator, "peer")
            columns |= {name: theirs.averaged(name.removeprefix("peer.")) for name in peers}
        if PART_OF_YEAR in names:
            columns[PART_OF_YEAR] = part_of_year(keys.frame["period"])
        # A derived figure has no row of its own: why it is not there, its variables tell.
        where = np.full(keys.frame.height, split.frame.height - 1)
        status = np.zeros(keys.frame.height, np.int8)
        if isinstance(own, Look):
            where = own.found(0)
            status = self._statuses[where]
        grain = grain_of(keys.row, {"period": keys.frame["period"]}, ("period",), status)
        whole = self._whole(indicator, names)
        used = {
            each.id: whole[each.id].at(keys.row) if each.id in whole else self._used(each, data.every, names)
            for each in used_variables(self._scheme, indicator)
        }
        is_finer = keys.frame.height != self._base.height
        nearby = {
            shift: self._look_at(indicator, _Place(data.every, "own", None, shift)).figure("actual", 0)
            for shift in shifts_of(data)
        }
        return Figures(grain, columns, is_finer, split.frame, where, used, whole, split.frame, nearby, others)

    def _look(self, indicator: Indicator, whose: str) -> Look | DerivedLook:
        """Give how an indicator finds figures: its own, or those of its variables where its figure is derived."""
        data = indicator.data
        if data.derive is None:
            return self._look_at(indicator, _Place(data.every, whose, None))
        variables = [each for each in used_variables(self._scheme, indicator) if each.id in data.derive.names]
        looks = {each.id: self._look_at(each.indicator, self._place(each, data.every, whose)) for each in variables}
        return DerivedLook(data.derive, looks)

    def _place(self, variable: Variable, every: str, whose: str) -> _Place:
        """Give where the figures of a variable stand for rows that come so often."""
        is_whole = has_one_figure(self._scheme, variable.data.every)
        return _Place(every, whose, variable.data.every if is_whole else None)

    def _look_at(self, indicator: Indicator, place: _Place) -> Look:
        """Give how the figures of one indicator or variable are found."""
        split, keys = self._splits["observations"], self._expected(place.every).frame
        rows = split.rows.get(indicator.id, _NO_ROWS)
        if indicator.data.vintage is not None:
            vintage = split.frame["vintage"].gather(rows)
            rows = rows[(vintage.is_null() | (vintage == indicator.data.vintage)).to_numpy()]
        found = partial(self._found, "observations", rows, place)
        if place.whose == "own":
            return Look(split.frame, found, indicator.data, None, keys["at"].to_numpy(), keys.height)
        pairs = self._peers(place.every)
        return Look(split.frame, found, indicator.data, pairs["unit"], pairs["at"].to_numpy(), keys.height)

    def _used(self, variable: Variable, every: str, names: frozenset[str]) -> Used:
        """Give a variable at the rows that come so often: its figure, and that of the year before where it is read."""
        look = self._look_at(variable.indicator, self._place(variable, every, "own"))
        columns = {variable.id: look.figure("actual", 0)}
        if f"{BASE}{variable.id}" in names:
            [read] = reads_of(variable.indicator.data, "previous")
            columns[f"{BASE}{variable.id}"] = look.figure(*read)
        where = look.found(0)
        return Used(columns, self._statuses[where], where)

    def _whole(self, indicator: Indicator, names: frozenset[str]) -> dict[str, Used]:
        """Give the variables of an indicator that have one figure for the scored period, at the base rows."""
        return {
            each.id: self._used(each, "scored_period", names)
            for each in used_variables(self._scheme, indicator)
            if has_one_figure(self._scheme, each.data.every)
        }

    def _targets(self, indicator: Indicator, back: int) -> Rows:
        """Give the row of targets of each row, of its own period or of the one a year before."""
        rows = self._splits["targets"].rows.get(indicator.id, _NO_ROWS)
        return self._found("targets", rows, _Place(indicator.data.every, "own", None), back)

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

    def _rows(self, indicator: Indicator, names: frozenset[str]) -> Figures:
        """The rows there are: ratings, ballots or events of the unit in the scored period or a part of it."""
        table = ROW_TABLES[indicator.data.table]
        frame = self._tables.table(table.id)
        own = frame.filter(pl.col("indicator") == indicator.rows_id)
        own = own.join(self._inside, on=["unit", "period"], how="inner")
        own = own.sort("row", *table.named_by, nulls_last=True).with_columns(
            pl.col(table.figure).cast(pl.String).alias("actual")
        )
        own = own.with_columns(part_of_year(own["period"]).alias(PART_OF_YEAR))
        # An event without points is no missing figure: its points may follow from its kind.
        status = _statuses(own) if "status" in own.columns else np.zeros(own.height, np.int8)
        columns = {"x": own["actual"]} | {column.name: own[column.name].cast(pl.String) for column in table.beside}
        whole, row = self._whole(indicator, names), own["row"].to_numpy()
        return Figures(
            grain=grain_of(row, {key: own[key] for key in table.keys}, table.named_by, status),
            columns=columns,
            is_finer=True,
            source=own,
            source_row=np.arange(own.height),
            used={name: used.at(row) for name, used in whole.items()},
            whole=whole,
            observed=self._splits["observations"].frame,
            nearby={},
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
