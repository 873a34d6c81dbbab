"""Arithmetic over float columns: at each step a sure bound of the error, and the rows left to `exact`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import reduce

import polars as pl

from kaoping.formula import jumps
from kaoping.formula.jumps import Column, either
from kaoping.formula.numbers import magnitude

__all__ = ["FUNCTIONS", "added", "literal", "multiplied", "negative", "raised", "scale_of", "wider"]

_LEAST, _MOST = 1e-290, 1e300
_RANGE = (-290.0, 300.0)
_DENORMAL = -324.0
_DIGITS = 17.0
_LOST = 0.01
_MOST_EXPONENT = 10_000
_MOST_WHOLE = 1_000
_EXP_LOW, _EXP_HIGH = -660.0, 690.0


def literal(number: Fraction) -> Column:
    """Give a number that is the same on all rows."""
    try:
        power = float(magnitude(number)) if number else 0.0
        powers = (power, power + 1.0)
        return Column(pl.lit(float(number)), is_raw=True, literal=number, powers=powers)
    except OverflowError:
        return Column(pl.lit(0.0), literal=number, flag=pl.lit(value=True))


def scale_of(items: Sequence[Column], scale: Callable[[], pl.Expr]) -> pl.Expr | None:
    """Give the scale if an item has one: without, the error stays relative to the value."""
    return None if all(item.scale is None for item in items) else scale()


def wider(one: Column, other: Column) -> tuple[float, float]:
    """Give the powers of ten that hold both."""
    return min(one.powers[0], other.powers[0]), max(one.powers[1], other.powers[1])


def negative(item: Column) -> Column:
    """Give minus the column."""
    if item.literal is not None:
        return literal(-item.literal)
    # Subtracted, not negated: there is no minus zero.
    return replace(item, value=0.0 - item.value)


def added(items: Sequence[Column], signs: Sequence[str]) -> Column:
    """Give the sum of the columns by their signs."""
    value, exact = items[0].value, items[0].literal
    for item, sign in zip(items[1:], signs, strict=True):
        value = value + item.value if sign == "+" else value - item.value
        if exact is not None:
            exact = None if item.literal is None else exact + item.literal * (1 if sign == "+" else -1)
    if exact is not None:
        return literal(exact)
    scale = reduce(lambda total, item: total + item, [item.size for item in items])
    if len(items) == 2 and all(item.is_raw for item in items):  # noqa: PLR2004 -- a difference
        # Two decimals as written: their floats are equal only if they are.
        scale = pl.when(value == 0).then(0.0).otherwise(scale)
    units = max(item.units for item in items) + len(items)
    # What cancels keeps its last bits at least.
    low = max(_DENORMAL, min(item.powers[0] for item in items) - _DIGITS)
    powers = (low, max(item.powers[1] for item in items) + math.log10(len(items)))
    return Column(value, units, scale, flag=either(*(item.flag for item in items)), powers=powers)


def multiplied(items: Sequence[Column], signs: Sequence[str]) -> Column:
    """Give the product and quotients of the columns, from the left."""
    exact = _exact_product(items, signs)
    if exact is not None:
        return exact
    value, (low, high) = items[0].value, items[0].powers
    flags = [item.flag for item in items]
    zero = _can_be_zero(items[0])
    for item, sign in zip(items[1:], signs, strict=True):
        if sign == "/":
            value = value / item.value
            flags.append(_divides_by_zero(item))
            low, high = low - item.powers[1], high - item.powers[0]
        else:
            value = value * item.value
            zero = either(zero, _can_be_zero(item))
            low, high = low + item.powers[0], high + item.powers[1]
        if low < _RANGE[0] or high > _RANGE[1]:
            flags.append(_out_of_range(value, zero))
            low, high = max(low, _RANGE[0]), min(high, _RANGE[1])
    units = sum(item.units + 1 for item in items)
    return Column(value, units, _scale_of_product(items, signs), flag=either(*flags), powers=(low, high))


def _exact_product(items: Sequence[Column], signs: Sequence[str]) -> Column | None:
    exact = Fraction(1)
    for item, sign in zip(items, ["*", *signs], strict=True):
        if item.literal is None or (sign == "/" and item.literal == 0):
            return None
        exact = exact / item.literal if sign == "/" else exact * item.literal
    return None if exact != 0 and not _LEAST < abs(exact) < _MOST else literal(exact)


def _can_be_zero(item: Column) -> pl.Expr | None:
    return None if item.literal else item.value == 0


def _out_of_range(value: pl.Expr, zero: pl.Expr | None) -> pl.Expr:
    outside = ~value.abs().is_between(_LEAST, _MOST)
    return outside if zero is None else outside & ~zero


def _divides_by_zero(divisor: Column) -> pl.Expr | None:
    if divisor.literal:
        return None
    return divisor.value == 0 if divisor.scale is None else _lost(divisor)


def _lost(item: Column, times: float = 1.0) -> pl.Expr:
    """Whether the error is not small beside the value, zero included."""
    return item.error * times >= _LOST * item.value.abs()


def _scale_of_product(items: Sequence[Column], signs: Sequence[str]) -> pl.Expr | None:
    def scale() -> pl.Expr:
        found = items[0].size
        for item, sign in zip(items[1:], signs, strict=True):
            # A divisor of scale s: |1/v| with a relative error of s/|v| parts.
            found = found * item.size if sign == "*" else found * item.size / item.value / item.value
        return found.abs()

    return scale_of(items, scale)


def raised(base: Column, exponent: Column) -> Column:
    """Give the base to the exponent."""
    whole = exponent.literal is not None and exponent.literal.denominator == 1
    if exponent.literal is not None and whole and abs(exponent.literal) <= _MOST_WHOLE:
        return _raised_whole(base, int(exponent.literal))
    value, size = base.value.pow(exponent.value), base.value.abs()
    takes_zero = exponent.literal is not None and exponent.literal > 0
    bad = base.value < 0 if takes_zero else base.value <= 0
    if base.scale is not None:
        bad = bad | _lost(base)
    zero = base.value == 0 if takes_zero else None
    wide = exponent.value.abs() > _MOST_EXPONENT
    relative = 1.0 + exponent.value.abs() * base.size / size + base.value.log().abs() * exponent.size
    scale = pl.when(base.value == 0).then(0.0).otherwise(value.abs() * relative)
    flag = either(base.flag, exponent.flag, bad, wide, _out_of_range(value, zero))
    return Column(value, base.units + exponent.units + 4, scale, flag=flag, powers=_RANGE)


def _raised_whole(base: Column, times: int) -> Column:
    if times == 0:
        one = pl.when(base.value.is_not_null()).then(1.0)
        return Column(one, is_raw=True, flag=base.flag, powers=(0.0, 0.0))
    value = base.value.pow(float(times))
    units = 2 * abs(times) * base.units + 4
    ends = sorted(power * times for power in base.powers)
    is_wide = ends[0] < _RANGE[0] or ends[1] > _RANGE[1]
    if times > 0:
        scale = scale_of([base], lambda: base.size.pow(float(times)))
        flag = _out_of_range(value, _can_be_zero(base)) if is_wide else None
    else:
        scale = scale_of([base], lambda: value.abs() * base.size / base.value.abs())
        flag = base.value == 0 if base.scale is None else _lost(base, abs(times))
        flag = either(flag, _out_of_range(value, None) if is_wide else None)
    powers = (max(ends[0], _RANGE[0]), min(ends[1], _RANGE[1]))
    return Column(value, units, scale, flag=either(base.flag, flag), powers=powers)


def _least(items: Sequence[Column]) -> Column:
    return reduce(_lesser, items)


def _most(items: Sequence[Column]) -> Column:
    return reduce(_greater, items)


def _lesser(one: Column, other: Column) -> Column:
    return _limited(one, other, is_least=True)


def _greater(one: Column, other: Column) -> Column:
    return _limited(one, other, is_least=False)


def _limited(one: Column, other: Column, *, is_least: bool) -> Column:
    """Give the smaller or larger one, missing if either is, which Polars' own min and max would skip."""
    if one.literal is not None and other.literal is not None:
        return literal(min(one.literal, other.literal) if is_least else max(one.literal, other.literal))
    # The plainer one becomes the bound, which is written twice.
    item, bound = (other, one) if one.literal is not None or (one.is_raw and other.literal is None) else (one, other)
    value = item.value.clip(upper_bound=bound.value) if is_least else item.value.clip(lower_bound=bound.value)
    if bound.literal is None:
        # A missing bound, which Polars would ignore, makes the result missing.
        value = pl.when(bound.value.is_not_null()).then(value)

    def scale() -> pl.Expr:
        # Where the two cannot be told apart, either may be the right one: take the larger error.
        near = (one.value - other.value).abs() <= one.error + other.error
        larger = pl.max_horizontal(one.size, other.size)
        return pl.when(near).then(larger).when(value == one.value).then(one.size).otherwise(other.size)

    return Column(
        value,
        max(one.units, other.units),
        scale_of([one, other], scale),
        is_raw=one.is_raw and other.is_raw,
        flag=either(one.flag, other.flag),
        powers=wider(one, other),
    )


def _clipped(items: Sequence[Column]) -> Column:
    return _lesser(_greater(items[0], items[1]), items[2])


def _absolute(items: Sequence[Column]) -> Column:
    item = items[0]
    if item.literal is not None:
        return literal(abs(item.literal))
    return replace(item, value=item.value.abs())


def _exponential(items: Sequence[Column]) -> Column:
    item = items[0]
    value = item.value.exp()
    outside = ~item.value.is_between(_EXP_LOW, _EXP_HIGH)
    scale = value * (1.0 + item.size)
    return Column(value, item.units + 2, scale, flag=either(item.flag, outside), powers=_RANGE)


def _logarithm(items: Sequence[Column]) -> Column:
    item = items[0]
    value = item.value.log()
    scale = value.abs() + (1.0 if item.scale is None else item.scale / item.value.abs())
    if item.is_raw:
        scale = pl.when(item.value == 1).then(0.0).otherwise(scale)
    bad = item.value <= 0
    if item.scale is not None:
        bad = bad | _lost(item)
    return Column(value, item.units + 2, scale, flag=either(item.flag, bad), powers=(-_DIGITS, 3.0))


def _root(items: Sequence[Column]) -> Column:
    item = items[0]
    value, bad = item.value.sqrt(), item.value < 0
    size, powers = item.scale, (item.powers[0] / 2, item.powers[1] / 2)
    if size is None:
        return Column(value, item.units / 2 + 1, flag=either(item.flag, bad), powers=powers)
    scale = pl.when(size == 0).then(0.0).otherwise(value * size / item.value.abs())
    bad = bad | (_lost(item) & (size > 0))
    return Column(value, item.units + 1, scale, flag=either(item.flag, bad), powers=powers)


FUNCTIONS: dict[str, Callable[[Sequence[Column]], Column]] = {
    "min": _least,
    "max": _most,
    "clip": _clipped,
    "abs": _absolute,
    "exp": _exponential,
    "log": _logarithm,
    "sqrt": _root,
    "floor": lambda items: jumps.floored(items[0]),
}
"""Every function but `given` and `else_if_missing`, over the columns of its arguments."""
