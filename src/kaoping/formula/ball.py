"""A number known to an error bound, for what fractions cannot hold: logarithms, roots, large powers.

`mid ± rad` surely contains the number. The midpoints are cut to the digits that the radius leaves meaningful.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

__all__ = ["Ball", "Real"]

_SPARE_BITS = 8
_RADIUS_BITS = 32


@dataclass(frozen=True, slots=True)
class Ball:
    """The numbers from mid - rad to mid + rad; rad is above zero."""

    mid: Fraction
    rad: Fraction

    @property
    def figure(self) -> Fraction:
        """The one fraction that stands for the number: the middle; zero where it cannot be told from zero."""
        return Fraction(0) if self.low <= 0 <= self.high else self.mid

    @property
    def low(self) -> Fraction:
        """The lower end."""
        return self.mid - self.rad

    @property
    def high(self) -> Fraction:
        """The upper end."""
        return self.mid + self.rad

    def __neg__(self) -> Ball:
        return Ball(-self.mid, self.rad)

    def __add__(self, other: Real | int) -> Real:
        return add(self, _real(other))

    def __sub__(self, other: Real | int) -> Real:
        return add(self, negative(_real(other)))

    def __rsub__(self, other: Fraction | int) -> Real:
        return add(_real(other), -self)

    def __mul__(self, other: Real | int) -> Real:
        return multiply(self, _real(other))

    def __truediv__(self, other: Real | int) -> Real:
        return multiply(self, reciprocal(_real(other)))

    def __rtruediv__(self, other: Fraction | int) -> Real:
        return multiply(_real(other), reciprocal(self))

    __radd__, __rmul__ = __add__, __mul__


Real: TypeAlias = Fraction | Ball


def _real(number: Real | int) -> Real:
    return Fraction(number) if isinstance(number, int) else number


def between(low: Fraction, high: Fraction) -> Real:
    """Give the shortest ball that contains low to high; a fraction where they are equal."""
    if low == high:
        return low
    return _cut((low + high) / 2, (high - low) / 2)


def ends(number: Real) -> tuple[Fraction, Fraction]:
    """Give the lower and the upper end."""
    return (number.low, number.high) if isinstance(number, Ball) else (number, number)


def negative(number: Real) -> Real:
    """Give minus the number."""
    return Ball(-number.mid, number.rad) if isinstance(number, Ball) else -number


def add(left: Real, right: Real) -> Real:
    """Give the sum."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left + right
    (low, high), (other_low, other_high) = ends(left), ends(right)
    return between(low + other_low, high + other_high)


def multiply(left: Real, right: Real) -> Real:
    """Give the product."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    corners = [one * other for one in ends(left) for other in ends(right)]
    return between(min(corners), max(corners))


def reciprocal(number: Real) -> Real:
    """Give one divided by the number; ZeroDivisionError where it may be zero."""
    low, high = ends(number)
    if low <= 0 <= high:
        raise ZeroDivisionError
    return 1 / low if low == high else between(1 / high, 1 / low)


def absolute(number: Real) -> Real:
    """Give the absolute value."""
    low, high = ends(number)
    if low >= 0:
        return number
    if high <= 0:
        return negative(number)
    return between(Fraction(0), max(-low, high))


def lesser(left: Real, right: Real) -> Real:
    """Give the smaller one; continuous, so that overlapping balls need no decision."""
    (low, high), (other_low, other_high) = ends(left), ends(right)
    if high <= other_low:
        return left
    if other_high <= low:
        return right
    return between(min(low, other_low), min(high, other_high))


def greater(left: Real, right: Real) -> Real:
    """Give the larger one."""
    return negative(lesser(negative(left), negative(right)))


def tame(number: Fraction, bits: int, digits: int) -> Real:
    """Give the fraction itself, or a ball around it where it takes more than `bits` bits to write."""
    if number.numerator.bit_length() + number.denominator.bit_length() <= bits:
        return number
    size = number.numerator.bit_length() - number.denominator.bit_length() - 4 * digits
    rad = Fraction(1 << size) if size >= 0 else Fraction(1, 1 << -size)
    return _cut(number, rad)


def _cut(mid: Fraction, rad: Fraction) -> Ball:
    """Widen a ball a little so that its ends have few bits."""
    scale = _bits_below(rad) + _SPARE_BITS
    grain = Fraction(1, 1 << scale) if scale >= 0 else Fraction(1 << -scale)
    cut_mid = round(mid / grain) * grain
    fine = _bits_below(rad) + _RADIUS_BITS
    radius_grain = Fraction(1, 1 << fine) if fine >= 0 else Fraction(1 << -fine)
    return Ball(cut_mid, (-(-(rad + grain) // radius_grain)) * radius_grain)


def _bits_below(rad: Fraction) -> int:
    """Give about -log2 of the radius."""
    return rad.denominator.bit_length() - rad.numerator.bit_length()
