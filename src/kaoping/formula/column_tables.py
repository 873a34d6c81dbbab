"""Tables read in columns: bands, a line, marginal steps and a pick."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from itertools import pairwise

import polars as pl

from kaoping.formula.jumps import Column, Truth, compare_literal, either
from kaoping.formula.syntax import BandRows, LineRows, PickRows, StepRows, TableNumber

__all__ = ["banded", "picked", "stepped", "straight"]


_LEAST_POWER = -290.0


def banded(item: Column, rows: BandRows) -> Column:
    """Give the value of the first row that holds."""
    tests = [compare_literal(item, row.test, Fraction(row.bound)) for row in rows.rows]
    # A missing item meets no row and is no `else` either.
    value: pl.Expr = pl.when(item.value.is_not_null()).then(float(rows.otherwise))
    for test, row in zip(reversed(tests), reversed(rows.rows), strict=True):
        value = pl.when(test.value).then(float(row.value)).otherwise(value)
    flag = either(item.flag, *(test.flag for test in tests))
    values = [*(row.value for row in rows.rows), rows.otherwise]
    return Column(value, is_raw=_are_decimals(values), flag=flag, powers=_powers(values))


def straight(item: Column, rows: LineRows) -> Column:
    """Give the point on the line."""
    points = [(float(x), float(y)) for x, y in rows.points]
    x = item.value
    value: pl.Expr = pl.when(x >= points[-1][0]).then(points[-1][1])
    for (x0, y0), (x1, y1) in reversed(list(pairwise(points))):
        value = pl.when(x < x1).then(y0 + (x - x0) * ((y1 - y0) / (x1 - x0))).otherwise(value)
    value = pl.when(x <= points[0][0]).then(points[0][1]).otherwise(value)
    steepest = max(abs((y1 - y0) / (x1 - x0)) for (x0, y0), (x1, y1) in pairwise(points))
    far = max(abs(x) for x, _ in points)
    high = max(abs(y) for _, y in points)
    inside = (x > points[0][0]) & (x < points[-1][0])
    if not item.is_raw:
        inside = (x >= points[0][0] - item.error) & (x <= points[-1][0] + item.error)
    size = pl.lit(far) if item.scale is None else pl.max_horizontal(item.scale, pl.lit(far))
    scale = pl.when(inside).then(high + steepest * size).otherwise(value.abs())
    powers = (_LEAST_POWER, _powers([y for _, y in rows.points])[1])
    return Column(value, item.units + 8, scale, flag=item.flag, powers=powers)


def stepped(item: Column, rows: StepRows) -> Column:
    """Give the sum of rate times part over the tranches, odd in the item."""
    size = item.value.abs()
    bounds = [0.0, *(float(bound) for bound, _ in rows.tranches)]
    rates = [*(float(rate) for _, rate in rows.tranches), float(rows.otherwise)]
    highs: list[float | None] = [*bounds[1:], None]
    parts, scales = [], []
    for low, high, rate in zip(bounds, highs, rates, strict=True):
        within = size if high is None else size.clip(upper_bound=high)
        parts.append(rate * (within - low).clip(lower_bound=0.0))
        reached = size > low if item.is_raw else size + item.error > low
        scales.append(abs(rate) * pl.when(reached).then(item.size).otherwise(0.0))
    total = reduce(lambda one, other: one + other, parts)
    scale = reduce(lambda one, other: one + other, scales)
    value = pl.when(item.value < 0).then(0.0 - total).otherwise(total)
    _, most = _powers([Decimal(repr(rate)) for rate in rates])
    powers = (_LEAST_POWER, item.powers[1] + most + 1.0)
    return Column(value, item.units + len(rates) + 4, scale, flag=item.flag, powers=powers)


def picked(item: Truth, rows: PickRows) -> Column:
    """Give the value beside the text; a text not listed is flagged where there is no else."""
    entries = dict(reversed(rows.entries))
    numbers = {text: float(number) for text, number in entries.items()}
    found = item.value.replace_strict(numbers, default=None, return_dtype=pl.Float64)
    is_there = item.value.is_not_null()
    if rows.otherwise is None:
        flag = either(item.flag, is_there & found.is_null())
        return Column(found, is_raw=_are_decimals(entries.values()), flag=flag, powers=_powers(entries.values()))
    value = pl.when(found.is_not_null()).then(found).when(is_there).then(float(rows.otherwise))
    values = [*entries.values(), rows.otherwise]
    return Column(value, is_raw=_are_decimals(values), flag=item.flag, powers=_powers(values))


def _are_decimals(numbers: Iterable[TableNumber]) -> bool:
    """Whether every number is a decimal as written: a third is not."""
    return all(isinstance(number, Decimal) for number in numbers)


def _powers(numbers: Iterable[TableNumber]) -> tuple[float, float]:
    """Give the powers of ten that hold all numbers other than zero."""
    found = [_decimal(number).adjusted() for number in numbers if number]
    return (min(found, default=0), max(found, default=0) + 1.0)


def _decimal(number: TableNumber) -> Decimal:
    """Give a number as a decimal, a quotient to 28 digits."""
    return number if isinstance(number, Decimal) else Decimal(number.numerator) / number.denominator
