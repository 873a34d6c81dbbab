"""The columns: every step as one Polars expression over floats. A vector is a Float64 series; missing is null.

Rows that a formula flags (a jump in doubt, a possible fault) are judged exactly; so are rows where combining gives no
finite number, or where figures nearly cancel each other, and statistics of figures that do. Where the exact judge has
walked before, its value at the same step is taken: it knows the whole way from the figures. Else the row is done again
in fractions from its floats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

import numpy as np
import polars as pl

from kaoping.engine.base import Population, Rows
from kaoping.engine.decimals import decimal_texts, significant
from kaoping.engine.exact_reading import compiled
from kaoping.engine.gather import Averaged
from kaoping.engine.state import Faults, Mask, Placing, Weight, weight_at
from kaoping.formula import Ball, Fault, Formula, Precision, Value, columns
from kaoping.formula import ColumnReading as Expressions
from kaoping.rules import Aggregation, Floats, Number, Statistic

__all__ = ["ColumnReading"]

_CANCELLED = 1e-4  # of the size of the figures combined
_VANISHED = 1e-9  # of the largest figure a formula reads


class ColumnReading:
    """Arithmetic in 64-bit floats, whole columns at a time."""

    name = "columns"

    def __init__(self, precision: Precision, judged: Sequence[Sequence[Value]] = ()) -> None:
        self.precision = precision
        self.judged = judged
        self._judged = iter(judged)
        self.taken = 0  # values that came from the exact judge: of these the columns are no check

    def _verdict(self) -> Sequence[Value] | None:
        """Give what the exact judge found at this step of the same walk, where it has walked."""
        return next(self._judged, None)

    def column(self, figures: pl.Series | Averaged) -> pl.Series:
        """Read decimals as written."""
        if isinstance(figures, Averaged):
            return self._means(figures)
        return figures.cast(pl.Float64)

    def _means(self, figures: Averaged) -> pl.Series:
        """Give the mean of several figures a row."""
        verdict, value = self._verdict(), pl.col("value")
        frame = pl.DataFrame({"row": figures.at, "value": figures.figure.cast(pl.Float64)})
        found = frame.group_by("row", maintain_order=True).agg(value.mean(), value.abs().mean().alias("size"))
        out = _scattered(found, figures.height)
        doubtful = found["row"].filter(_doubtful(found["value"], found["size"])).to_numpy()
        if not len(doubtful):
            return out
        if verdict is None:
            groups = frame.partition_by("row", as_dict=True)
            means = [[_fraction(figure) for figure in groups[(row,)]["value"]] for row in doubtful.tolist()]
            return out.clone().scatter(doubtful, self.numbers([sum(mean, Fraction(0)) / len(mean) for mean in means]))
        return self._taken(out, doubtful, verdict)

    def _taken(self, value: pl.Series, rows: Rows, verdict: Sequence[Value]) -> pl.Series:
        """Take the judge's values in some rows."""
        self.taken += len(rows)
        return value.clone().scatter(rows, self.numbers([_number(verdict[row]) for row in rows.tolist()]))

    def words(self, texts: pl.Series) -> pl.Series:
        """Read words as they are."""
        return texts

    def constant(self, number: Fraction | None, height: int) -> pl.Series:
        """Give the same number in every row."""
        return self.numbers([number]).new_from_index(0, height)

    def compared(self, vector: pl.Series) -> pl.Series:
        """Give the figures as they are compared."""
        return vector

    def numbers(self, values: Sequence[Number | None]) -> pl.Series:
        """Give one number a row."""
        return pl.Series([_float(value) for value in values], dtype=pl.Float64)

    def take(self, vector: pl.Series, rows: Rows) -> pl.Series:
        """Give the values at some rows, in their order."""
        return vector.gather(rows)

    def formula(self, formula: Formula, names: Mapping[str, pl.Series], height: int) -> tuple[pl.Series, Faults]:
        """Compute a formula over whole columns; flagged rows are done again exactly, faults come from there."""
        verdict = self._verdict()
        # The rows stand beside the names, for a formula may name nothing.
        frame = pl.DataFrame({" row": np.arange(height)} | {name: names[name] for name in sorted(formula.names)})
        reading = _expressions(formula)
        flagged = pl.lit(value=False) if reading.flagged is None else reading.flagged
        found = frame.with_columns(reading.value.alias(" value"), flagged.alias(" flagged"))
        value = found[" value"].cast(pl.Float64)
        rows = np.flatnonzero(
            found[" flagged"].to_numpy() | self._vanished(frame, value, is_judged=verdict is not None)
        )
        if not len(rows):
            return value, []
        if verdict is not None:
            return self._taken(value, rows, verdict), []
        return self._again(formula, frame, value, rows)

    def _vanished(self, frame: pl.DataFrame, value: pl.Series, *, is_judged: bool) -> Mask:
        """Tell the rows whose value all but vanished beside the figures it was computed from.

        A zero is looked at only where the judge knows better: done again from the same floats it stays zero.
        """
        names = [pl.col(name).abs() for name, kind in frame.schema.items() if kind == pl.Float64]
        size = frame.select(pl.max_horizontal(pl.lit(0.0), *names)).to_series().to_numpy()
        floats = np.abs(self.floats(value))
        vanished: Mask = (floats <= _VANISHED * size) & ((floats > 0) | is_judged)
        return vanished

    def _again(self, formula: Formula, frame: pl.DataFrame, value: pl.Series, rows: Rows) -> tuple[pl.Series, Faults]:
        """Do the flagged rows again exactly."""
        compute = compiled(formula)
        again: list[Number | None] = []
        faults: Faults = []
        for cells in frame[rows].iter_rows(named=True):
            row = cells.pop(" row")
            answer = compute({name: _exact(cell) for name, cell in cells.items()}, self.precision)
            if isinstance(answer, Fault):
                faults.append((row, answer))
            again.append(None if isinstance(answer, Fault) else _number(answer))
        return value.clone().scatter(rows, self.numbers(again)), faults

    def absent(self, vector: pl.Series) -> Mask:
        """Tell where there is no value."""
        return np.isnan(self.floats(vector))

    def statistic(
        self, statistic: Statistic, vector: pl.Series, population: Population, *, higher: bool
    ) -> list[Number | None]:
        """Give the statistic of each population; sums run in the order of the rows, the same in every run."""
        verdict = self._verdict()
        floats = self.floats(vector)[population.order]
        there = ~np.isnan(floats)
        edges = np.searchsorted(population.of[population.order][there], np.arange(len(population.names) + 1))
        values = floats[there]
        out: list[Number | None] = []
        for at, (first, last) in enumerate(pairwise(edges.tolist())):
            found = statistic.floats(values[first:last], higher) if last > first else None
            judged = None if verdict is None else _number(verdict[at])
            if found is not None and judged is not None and abs(found) < _CANCELLED * np.abs(values[first:last]).max():
                # Of figures that nearly cancel a float has few digits left, however it was summed.
                self.taken += int(_float(judged) != found)
                out.append(judged)
            else:
                out.append(None if found is None else Fraction(repr(found)))
        return out

    def placed(self, _: Placing, places: Sequence[Number | None]) -> pl.Series:
        """Give the places as they were found: counted, not computed."""
        return self.numbers(places)

    def reduce(
        self,
        aggregation: Aggregation,
        vector: pl.Series,
        weights: pl.Series | None,
        rows: Rows,
        height: int,
        enough: Mask,
    ) -> tuple[pl.Series, Faults]:
        """Make one value a base row of those that are there; rows without enough of them stay without a value."""
        verdict = self._verdict()
        weight = self.constant(Fraction(1), len(vector)) if weights is None else weights
        frame = pl.DataFrame({"row": rows, "value": vector, "weight": weight, "enough": enough[rows]})
        frame = frame.filter("enough").drop_nulls()
        value, beside = pl.col("value"), pl.col("weight")
        found = frame.group_by("row", maintain_order=True).agg(
            aggregation.down(value, beside).alias("value"), aggregation.down(value.abs(), beside.abs()).alias("size")
        )
        doubtful = _doubtful(found["value"], found["size"])
        out = _scattered(found, height)
        if not doubtful.any():
            return out, []
        rows = found["row"].filter(doubtful).to_numpy()
        if verdict is not None:
            return self._taken(out, rows, verdict), []
        groups = frame.filter(pl.col("row").is_in(rows.tolist())).partition_by("row", as_dict=True)
        pairs = [(groups[(row,)]["value"].to_list(), groups[(row,)]["weight"].to_list()) for row in rows.tolist()]
        return self._exactly(aggregation, out, rows, pairs, None)

    def combine(
        self,
        aggregation: Aggregation,
        vectors: Sequence[pl.Series],
        weights: Sequence[Weight],
        exists: Sequence[Mask],
        active: Mask,
    ) -> tuple[pl.Series, Faults]:
        """Make one value of the children that exist, in every active row."""
        verdict = self._verdict()
        found = _across(aggregation, vectors, weights, exists, active)
        out = found["value"]
        doubtful = _doubtful(out, found["size"] if "size" in found.columns else out)
        if not doubtful.any():
            return out, []
        rows = np.flatnonzero(doubtful.to_numpy())
        if verdict is not None:
            return self._taken(out, rows, verdict), []
        pairs = []
        for row in rows.tolist():
            present = [at for at, there in enumerate(exists) if there[row]]
            pairs.append(([vectors[at][row] for at in present], [weight_at(weights[at], row) for at in present]))
        wholes = [sum((weight_at(weight, row) for weight in weights), Fraction(0)) for row in rows.tolist()]
        return self._exactly(aggregation, out, rows, pairs, wholes)

    def _exactly(
        self,
        aggregation: Aggregation,
        out: pl.Series,
        rows: Rows,
        pairs: Sequence[tuple[Sequence[float], Sequence[Fraction | float]]],
        wholes: Sequence[Fraction] | None,
    ) -> tuple[pl.Series, Faults]:
        """Do some rows again in fractions, from their values and weights; wholes: None where nothing was left out."""
        again: list[Number | None] = []
        faults: Faults = []
        for at, (row, (values, weights)) in enumerate(zip(rows.tolist(), pairs, strict=True)):
            beside = [_fraction(weight) for weight in weights]
            total = sum(beside, start=Fraction(0)) if wholes is None else wholes[at]
            found = aggregation.exact([_fraction(value) for value in values], beside, total, self.precision)
            if isinstance(found, Fault):
                faults.append((row, found))
            again.append(None if isinstance(found, Fault) else found)
        return out.clone().scatter(rows, self.numbers(again)), faults

    def fill(self, vector: pl.Series, where: Mask, values: pl.Series) -> pl.Series:
        """Put other values where the mask says so."""
        return values.zip_with(pl.Series(where), vector)

    def joined(self, vectors: Sequence[pl.Series]) -> pl.Series:
        """Put vectors one below the other."""
        return pl.concat(vectors)

    def floats(self, vector: pl.Series) -> Floats:
        """Give the values as floats, not a number where there is none."""
        floats: Floats = vector.to_numpy()
        return floats

    def keys(self, vector: pl.Series) -> Floats:
        """Give the values as they stand at a jump, 12 significant digits; not a number where there is none."""
        return significant(self.floats(vector))

    def texts(self, vector: pl.Series, decimals: int | None) -> pl.Series:
        """Write values as decimals."""
        return decimal_texts(self.floats(vector), decimals)


def _across(
    aggregation: Aggregation,
    vectors: Sequence[pl.Series],
    weights: Sequence[Weight],
    exists: Sequence[Mask],
    active: Mask,
) -> pl.DataFrame:
    """Give in `value` one value of the children of every active row; in `size`, where signs differ, of their sizes."""
    data: dict[str, pl.Series] = {"active": pl.Series(active)}
    values: list[pl.Expr] = []
    beside: list[pl.Expr] = []
    declared: list[pl.Expr] = []
    for at, (vector, weight, there) in enumerate(zip(vectors, weights, exists, strict=True)):
        data[f"v{at}"] = vector
        value, literal = pl.col(f"v{at}"), pl.col(f"w{at}")
        if isinstance(weight, pl.Series):
            data[f"w{at}"] = weight
        else:
            literal = pl.lit(float(weight))
        declared.append(literal)
        if not there[active].all():
            data[f"e{at}"] = pl.Series(there)
            value, literal = (pl.when(f"e{at}").then(item).otherwise(0.0) for item in (value, literal))
        values.append(value)
        beside.append(literal)
    sums = [aggregation.across(values, beside, pl.sum_horizontal(declared)).alias("value")]
    if any(_takes_off(weight) for weight in weights) or any(bool((vector < 0).any()) for vector in vectors):
        sizes = [value.abs() for value in values]
        heavy, whole = [weight.abs() for weight in beside], pl.sum_horizontal(one.abs() for one in declared)
        sums.append(aggregation.across(sizes, heavy, whole).alias("size"))
    return pl.DataFrame(data).with_columns(pl.when("active").then(total) for total in sums)


def _takes_off(weight: Weight) -> bool:
    """Tell whether a weight is below zero, in any row."""
    return bool((weight < 0).any()) if isinstance(weight, pl.Series) else weight < 0


@lru_cache(maxsize=1024)
def _expressions(formula: Formula) -> Expressions:
    """Give a formula as expressions over columns of its names' own names."""
    return columns(formula, {name: pl.col(name) for name in formula.names})


def _scattered(found: pl.DataFrame, height: int) -> pl.Series:
    """Give the column `value` at the base rows named in `row`; missing elsewhere."""
    return pl.repeat(None, height, dtype=pl.Float64, eager=True).scatter(found["row"], found["value"])


def _doubtful(value: pl.Series, size: pl.Series) -> pl.Series:
    """Tell the rows without a finite number, and those whose figures of both signs cancel each other."""
    return (~value.is_finite() | (value.abs() < _CANCELLED * size)).fill_null(value=False)


def _number(value: Value) -> Number | None:
    """Give a value as a number, a condition as 1 or 0; nothing for a text or where there is none."""
    if isinstance(value, bool):
        return Fraction(value)
    return value if isinstance(value, Fraction | Ball) else None


def _exact(cell: float | str | None) -> Value:
    """Give a cell of a column to the exact reading."""
    return _fraction(cell) if isinstance(cell, float) else cell


def _fraction(number: Fraction | float) -> Fraction:
    """Give a number as a fraction: a float is its shortest decimal."""
    return Fraction(repr(number)) if isinstance(number, float) else number


def _float(value: Number | None) -> float | None:
    """Give a number to a column."""
    return None if value is None else float(value.figure if isinstance(value, Ball) else value)
