"""Tables read exactly: bands, a line, marginal steps and a pick, each compiled once from its rows."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias, cast

from kaoping.formula import ball, messages
from kaoping.formula.ball import Real
from kaoping.formula.elementary import Refused
from kaoping.formula.numbers import Precision, Value, snap
from kaoping.formula.syntax import Band, BandRows, LineRows, PickRows, Rows, StepRows, TableNumber

__all__ = ["band_test", "table_reading"]

TableReading: TypeAlias = Callable[[Value, Precision], Value]

_TESTS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
}


def table_reading(rows: Rows) -> TableReading:
    """Give the table as a function of one value that is not missing."""
    match rows:
        case BandRows():
            return _bands(rows)
        case LineRows():
            return _line(rows)
        case StepRows():
            return _steps(rows)
        case _:
            return _pick(rows)


def _bands(rows: BandRows) -> TableReading:
    tests = [(band_test(row), _fraction(row.value)) for row in rows.rows]
    otherwise = _fraction(rows.otherwise)

    def read(item: Value, precision: Precision) -> Value:
        number = snap(cast("Real", item), precision)
        return next((value for test, value in tests if test(number)), otherwise)

    return read


def band_test(row: Band) -> Callable[[Fraction], bool]:
    """Give the test of a row over a number of 12 significant digits."""
    test, bound = _TESTS[row.test], snap(_fraction(row.bound), Precision())
    return lambda number: test(number, bound)


def _line(rows: LineRows) -> TableReading:
    points = [(_fraction(x), _fraction(y)) for x, y in rows.points]

    def at(number: Fraction) -> Fraction:
        if number <= points[0][0]:
            return points[0][1]
        for (x0, y0), (x1, y1) in pairwise(points):
            if number <= x1:
                return y0 + (number - x0) * (y1 - y0) / (x1 - x0)
        return points[-1][1]

    def read(item: Value, _precision: Precision) -> Value:
        if isinstance(item, Fraction):
            return at(item)
        low, high = ball.ends(cast("Real", item))
        # Between two ends the extremes of a broken line lie at the ends or at its corners.
        found = [at(low), at(high), *(y for x, y in points if low < x < high)]
        return ball.between(min(found), max(found))

    return read


def _steps(rows: StepRows) -> TableReading:
    tranches = [(_fraction(bound), _fraction(rate)) for bound, rate in rows.tranches]
    last = _fraction(rows.otherwise)

    def read(item: Value, _precision: Precision) -> Value:
        number = cast("Real", item)
        below, negative = Fraction(0), ball.negative(number)
        total: Real = Fraction(0)
        for bound, rate in tranches:
            part = ball.add(_part(number, below, bound), ball.negative(_part(negative, below, bound)))
            total = ball.add(total, ball.multiply(rate, part))
            below = bound
        beyond = ball.add(_part(number, below, None), ball.negative(_part(negative, below, None)))
        return ball.add(total, ball.multiply(last, beyond))

    return read


def _part(number: Real, low: Fraction, high: Fraction | None) -> Real:
    """Give the length of the number within a tranche, at least zero; high None is without end."""
    within = number if high is None else ball.lesser(number, high)
    return ball.greater(ball.add(within, -low), Fraction(0))


def _pick(rows: PickRows) -> TableReading:
    entries = {text: _fraction(value) for text, value in reversed(rows.entries)}
    otherwise = None if rows.otherwise is None else _fraction(rows.otherwise)

    def read(item: Value, _precision: Precision) -> Value:
        text = cast("str", item)
        if text in entries:
            return entries[text]
        if otherwise is None:
            raise Refused(messages.NOT_LISTED, text=text)
        return otherwise

    return read


def _fraction(number: TableNumber) -> Fraction:
    return Fraction(number)
