"""Floats beside jumps: how far a computed float may be off, and whether a jump nearby makes it doubtful.

A column carries, beside its float, a bound of its error: `units` half-ulps (2^-53) of `scale`, a column of at
least its absolute value (None: of its absolute value itself). Zero with a scale of zero is zero exactly.
Never Polars' own rounding here, whose halves go astray.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import polars as pl

from kaoping.formula.numbers import Precision, snap
from kaoping.formula.syntax import Mode

__all__ = ["Column", "Truth", "compare", "compare_literal", "floored", "rounded"]

HALF_ULP = 2.0**-53
TIE = 0.4e-12
"""Relative to a jump: nearer is on it, since 12 digits do not tell them apart."""

SURE = 0.3e-12
"""Relative to a jump: nearer is surely on it; between this and TIE the float's own error might decide."""

DOUBT = 1e-10
"""Relative to a jump: nearer, without being on it, is doubtful."""

FIGURES = (-50.0, 50.0)
"""The powers of ten of the figures that come in; a decimal as written has at most 30 digits."""

_SAFETY = 2.0
_STEADY = 400.0
_GRID, _MOST_GRID = 1e4, 1e12
_MOST_SCALED = 1e11


@dataclass(frozen=True, slots=True)
class Column:
    """A number in a column. `is_raw`: the float nearest to a decimal as written or rounded.

    literal: its exact value where it is the same on all rows. flag: rows to compute exactly; None for none.
    powers: the powers of ten between which the absolute value surely lies, where it is not zero nor flagged.
    """

    value: pl.Expr
    units: float = 1.0
    scale: pl.Expr | None = None
    is_raw: bool = False
    literal: Fraction | None = None
    flag: pl.Expr | None = None
    powers: tuple[float, float] = FIGURES

    @property
    def size(self) -> pl.Expr:
        """What the error is relative to."""
        return self.value.abs() if self.scale is None else self.scale

    @property
    def error(self) -> pl.Expr:
        """A sure bound of the absolute error."""
        return self.size * (_SAFETY * self.units * HALF_ULP)

    @property
    def is_steady(self) -> bool:
        """Whether the error is far below 12 digits on every row."""
        return self.scale is None and self.units <= _STEADY


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition (or a text) in a column, and the rows to compute exactly."""

    value: pl.Expr
    flag: pl.Expr | None = None


def either(*flags: pl.Expr | None) -> pl.Expr | None:
    """Join flags, None where there is none."""
    found: pl.Expr | None = None
    for flag in flags:
        if flag is not None:
            found = flag if found is None else found | flag
    return found


def compare_literal(column: Column, test: str, bound: Fraction) -> Truth:
    """Compare a column with a number that is the same on all rows."""
    jump = float(snap(bound, Precision()))
    value, margin = column.value, TIE * abs(jump)
    truths = {
        "<": lambda: value < jump - margin,
        "<=": lambda: value <= jump + margin,
        ">": lambda: value > jump + margin,
        ">=": lambda: value >= jump - margin,
        "=": lambda: value.is_between(jump - margin, jump + margin),
        "!=": lambda: ~value.is_between(jump - margin, jump + margin),
    }
    return Truth(truths[test](), either(column.flag, _doubt_at(column, jump)))


def _doubt_at(column: Column, jump: float) -> pl.Expr | None:
    value, width = column.value, DOUBT * abs(jump)
    margin = SURE * abs(jump)
    if column.is_steady:
        if jump == 0:
            return None
        return value.is_between(jump - width, jump + width) & ~value.is_between(jump - margin, jump + margin)
    return _doubt((value - jump).abs(), pl.lit(abs(jump)), column.error)


def _doubt(distance: pl.Expr, jump: pl.Expr, error: pl.Expr) -> pl.Expr:
    """Give the rows near a jump, but for those surely on it; `jump` is its absolute value."""
    surely_on = (distance <= SURE * jump) & (error <= TIE / 4 * jump)
    return (distance <= DOUBT * jump + error) & ~surely_on


def compare(left: Column, test: str, right: Column) -> Truth:
    """Compare two columns."""
    one, other = left.value, right.value
    distance = (one - other).abs()
    far = DOUBT * pl.when(one.abs() >= other.abs()).then(one.abs()).otherwise(other.abs())
    if left.is_raw and right.is_raw:
        on: pl.Expr = one == other
        near = distance <= far
    else:
        error = left.error + right.error
        sure = (error <= TIE / 4 * other.abs()) & _on_grid(other)
        # A limit below zero, not a further `and`: missing must stay missing.
        on = distance <= pl.when(sure).then(TIE / 2 * other.abs()).otherwise(-1.0)
        near = distance <= far + error
    truths = {
        "<": lambda: (one < other) & ~on,
        "<=": lambda: (one <= other) | on,
        ">": lambda: (one > other) & ~on,
        ">=": lambda: (one >= other) | on,
        "=": lambda: on,
        "!=": lambda: ~on,
    }
    return Truth(truths[test](), either(left.flag, right.flag, near & ~on))


def _on_grid(value: pl.Expr) -> pl.Expr:
    """Whether a number lies on the 12-digit grid, away from where its snapping turns."""
    scaled = value.abs() * _GRID
    return (scaled < _MOST_GRID) & ((scaled - (scaled + 0.5).floor()).abs() <= TIE / 8 * scaled)


def floored(column: Column) -> Column:
    """Give the largest whole number not above."""
    value = column.value
    # On a whole number a little is added, so that what 12 digits put there is not lost to the float.
    found = (value + value.abs() * TIE).floor() + 0.0
    flag = _doubt_scaled(column, value.abs(), 1.0, 0.0)
    return Column(found, is_raw=True, flag=flag, powers=(0.0, max(1.0, column.powers[1])))


def rounded(column: Column, decimals: int, mode: Mode) -> Column:
    """Give the column rounded officially."""
    factor = 10.0 ** abs(decimals)
    size = column.value.abs() * factor if decimals >= 0 else column.value.abs() / factor
    whole = _whole(size, mode) * column.value.sign()
    # Polars divides all rows by one number as times 1/number, an ulp off. What is rounded already, its own
    # rounding only brings back to the nearest float.
    found = (whole / factor).round(decimals) if decimals > 0 else whole * factor
    wider = replace(column, units=column.units + 2)
    flag = _doubt_scaled(wider, size, 10.0**decimals, 0.0 if mode == "truncate" else 0.5)
    # Plus zero: minus zero is zero.
    return Column(found + 0.0, is_raw=True, flag=flag, powers=(-12.0, max(13.0, column.powers[1] + 1.0)))


def _whole(size: pl.Expr, mode: Mode) -> pl.Expr:
    """Round a number of at least zero to a whole one; a half is what 12 digits put on it."""
    if mode == "truncate":
        return (size * (1.0 + TIE)).floor()
    up = (size * (1.0 + TIE) + 0.5).floor()
    if mode == "half_up":
        return up
    down = (size * (1.0 - TIE) - 0.5).ceil()
    # They differ on a half only, where the even one of the two counts.
    return up - (up % 2.0) * (up - down)


def _doubt_scaled(column: Column, size: pl.Expr, factor: float, half: float) -> pl.Expr | None:
    """Give the rows doubtful in the rounding of a scaled size; jumps lie at whole numbers plus `half`."""
    large = size > _MOST_SCALED
    jump = (size + (0.5 - half)).floor() + half
    distance = (size - jump).abs()
    if column.is_steady:
        near = (distance <= DOUBT * jump) & (distance > SURE * jump)
    else:
        near = _doubt(distance, jump, column.error * factor)
    return either(column.flag, near | large)
