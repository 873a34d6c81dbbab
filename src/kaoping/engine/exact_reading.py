"""The exact judge: every step in fractions, one value after the other. A vector is a list; missing is None."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import polars as pl

from kaoping.engine.base import Population, Rows
from kaoping.engine.gather import Averaged
from kaoping.engine.state import Faults, Mask, Placing, Weight, weight_at
from kaoping.formula import Ball, Fault, Formula, Precision, Value, cut, exact, plain, snap
from kaoping.rules import Aggregation, Floats, Number, Statistic

__all__ = ["ExactReading", "compiled"]

Vector: TypeAlias = "list[Value]"
_NUMBERS = (Fraction, Ball)


class ExactReading:
    """Arithmetic in fractions; logs, powers and roots with `precision` digits and an error bound."""

    name = "exact"

    def __init__(self, precision: Precision) -> None:
        self.precision = precision
        self.judged: list[Vector] = []  # every computed vector, in the order of the walk: for the columns to look up

    def column(self, figures: pl.Series | Averaged) -> Vector:
        """Read decimals as written."""
        if isinstance(figures, Averaged):
            found: dict[int, list[Fraction]] = {}
            for at, figure in zip(figures.at, figures.figure, strict=True):
                found.setdefault(at, []).append(Fraction(figure))
            means = {at: sum(values, start=Fraction(0)) / len(values) for at, values in found.items()}
            self.judged.append([means.get(at) for at in range(figures.height)])
            return self.judged[-1]
        return [None if text is None else Fraction(text) for text in figures]

    def words(self, texts: pl.Series) -> Vector:
        """Read words as they are."""
        return list(texts)

    def constant(self, number: Fraction | None, height: int) -> Vector:
        """Give the same number in every row."""
        return [number] * height

    def compared(self, vector: Vector) -> Vector:
        """Give the figures as they are compared: one fraction each, as statistics over them are recorded."""
        return [cut(value) if isinstance(value, Ball) else value for value in vector]

    def numbers(self, values: Sequence[Number | None]) -> Vector:
        """Give one number a row, a long one as the one fraction that stands for it: so it is recorded."""
        return [value.figure if isinstance(value, Ball) else value for value in values]

    def take(self, vector: Vector, rows: Rows) -> Vector:
        """Give the values at some rows, in their order."""
        return [vector[row] for row in rows.tolist()]

    def formula(self, formula: Formula, names: Mapping[str, Vector], height: int) -> tuple[Vector, Faults]:
        """Compute a formula row by row; faults come back with their rows."""
        compute = compiled(formula)
        out: Vector = []
        faults: Faults = []
        items = [(name, names[name]) for name in formula.names]
        for row in range(height):
            found = compute({name: vector[row] for name, vector in items}, self.precision)
            if isinstance(found, Fault):
                faults.append((row, found))
            out.append(None if isinstance(found, Fault) else found)
        self.judged.append(out)
        return out, faults

    def absent(self, vector: Vector) -> Mask:
        """Tell where there is no value."""
        return np.fromiter((item is None for item in vector), np.bool_, len(vector))

    def statistic(
        self, statistic: Statistic, vector: Vector, population: Population, *, higher: bool
    ) -> list[Number | None]:
        """Give the statistic of each population; None where no unit has a value or it is not defined."""
        members: list[list[Number]] = [[] for _ in population.names]
        for value, group in zip(vector, population.of.tolist(), strict=True):
            if isinstance(value, _NUMBERS):
                members[group].append(value)
        found = [statistic.exact(values, higher, self.precision) if values else None for values in members]
        self.judged.append(list(found))
        return found

    def placed(self, _: Placing, places: Sequence[Number | None]) -> Vector:
        """Give the places as they were found: counted, not computed."""
        return self.numbers(places)

    def reduce(
        self,
        aggregation: Aggregation,
        vector: Vector,
        weights: Vector | None,
        rows: Rows,
        height: int,
        enough: Mask,
    ) -> tuple[Vector, Faults]:
        """Make one value a base row of those that are there; rows without enough of them stay without a value."""
        values: dict[int, list[Number]] = {}
        beside: dict[int, list[Fraction]] = {}
        for at, row in enumerate(rows.tolist()):
            value, weight = vector[at], Fraction(1) if weights is None else weights[at]
            if enough[row] and isinstance(value, _NUMBERS) and isinstance(weight, _NUMBERS):
                values.setdefault(row, []).append(value)
                beside.setdefault(row, []).append(weight.figure if isinstance(weight, Ball) else weight)
        out: Vector = [None] * height
        faults: Faults = []
        for row in sorted(values):
            self._one(aggregation, values[row], beside[row], sum(beside[row], Fraction(0)), row, out, faults)
        self.judged.append(out)
        return out, faults

    def combine(
        self,
        aggregation: Aggregation,
        vectors: Sequence[Vector],
        weights: Sequence[Weight],
        exists: Sequence[Mask],
        active: Mask,
    ) -> tuple[Vector, Faults]:
        """Make one value of the children that exist, in every active row."""
        out: Vector = [None] * len(active)
        faults: Faults = []
        for row in np.flatnonzero(active).tolist():
            numbers = [weight_at(weight, row) for weight in weights]
            values: list[Number] = []
            beside: list[Fraction] = []
            for vector, weight, there in zip(vectors, numbers, exists, strict=True):
                value = vector[row]
                if there[row] and isinstance(value, _NUMBERS):
                    values.append(value)
                    beside.append(weight)
            self._one(aggregation, values, beside, sum(numbers, Fraction(0)), row, out, faults)
        self.judged.append(out)
        return out, faults

    def _one(
        self,
        aggregation: Aggregation,
        values: list[Number],
        weights: list[Fraction],
        whole: Fraction,
        row: int,
        out: Vector,
        faults: Faults,
    ) -> None:
        """Make one number of many, or note why there is none."""
        found = aggregation.exact(values, weights, whole, self.precision)
        if isinstance(found, Fault):
            faults.append((row, found))
        else:
            out[row] = found

    def fill(self, vector: Vector, where: Mask, values: Vector) -> Vector:
        """Put other values where the mask says so."""
        return [other if hit else value for value, other, hit in zip(vector, values, where.tolist(), strict=True)]

    def joined(self, vectors: Sequence[Vector]) -> Vector:
        """Put vectors one below the other."""
        return [value for vector in vectors for value in vector]

    def floats(self, vector: Vector) -> Floats:
        """Give the values as floats, not a number where there is none."""
        return np.array([_float(value) for value in vector], np.float64)

    def keys(self, vector: Vector) -> Floats:
        """Give the values as they stand at a jump, 12 significant digits; not a number where there is none."""
        snapped = (snap(value, self.precision) if isinstance(value, _NUMBERS) else None for value in vector)
        return np.array([_float(value) for value in snapped], np.float64)

    def texts(self, vector: Vector, decimals: int | None) -> pl.Series:
        """Write values as decimals."""
        texts = [plain(value, decimals) if isinstance(value, _NUMBERS) else None for value in vector]
        return pl.Series(texts, dtype=pl.String)


@lru_cache(maxsize=1024)
def compiled(formula: Formula) -> Callable[[Mapping[str, Value], Precision], Value | Fault]:
    """Give a formula as a function of its values, built once."""
    return exact(formula)


def _float(value: Value) -> float:
    """Give a number as a float, a condition as 1 or 0; not a number where there is none."""
    if isinstance(value, Ball):
        return float(value.figure)
    return float(value) if isinstance(value, Fraction | bool) else np.nan
