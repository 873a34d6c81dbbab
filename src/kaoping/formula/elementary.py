"""Exponentials, logarithms, roots and powers to a sure error bound, none of them ever too large to finish."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction

from kaoping.errors import Message
from kaoping.formula import messages
from kaoping.formula.ball import Real, between, ends, multiply, negative, tame
from kaoping.formula.numbers import Precision, plain, sign

__all__ = ["Refused", "exponential", "logarithm", "power", "root", "within_range"]

MOST_BITS = 20_000
MOST_EXPONENT = 10_000
_GUARD = 15
_HIGHEST = Fraction(10) ** 300
_LOWEST = 1 / Fraction(10) ** 5_000
_HIGHEST_CARRIED = Fraction(10) ** 5_000
_PLAIN_BITS = 990
_MOST_ROOT = 64


class Refused(Exception):  # noqa: N818 -- becomes a Fault, never leaves the room
    """A number that a function does not take: the message and its values."""

    def __init__(self, message: Message, **values: str) -> None:
        super().__init__()
        self.message, self.values = message, values


def within_range(number: Real, precision: Precision, *, is_last: bool = True) -> Real:
    """Give the number, cut to a ball where it is long; refuse it beyond 1e300 or below 1e-5000.

    is_last: False within a product, whose end alone has to keep to 1e300; up to 1e5000 is carried.
    """
    if isinstance(number, Fraction):
        above, below = number.numerator.bit_length(), number.denominator.bit_length()
        if abs(above - below) < _PLAIN_BITS and above + below <= MOST_BITS:
            return number
    low, high = ends(number)
    size = max(-low, high)
    if size > (_HIGHEST if is_last else _HIGHEST_CARRIED) or (size != 0 and size < _LOWEST):
        raise Refused(messages.OUT_OF_RANGE)
    return tame(number, MOST_BITS, precision.digits) if isinstance(number, Fraction) else number


def exponential(number: Real, precision: Precision) -> Real:
    """Give e to the number; 1 for zero exactly."""
    low, high = ends(number)
    if low == high == 0:
        return Fraction(1)
    if max(-low, high) > MOST_EXPONENT:
        raise Refused(messages.EXPONENT_TOO_LARGE, exponent=plain(number))
    context = _context(precision)
    below = _decimal(low, precision, ROUND_FLOOR).exp(context)
    above = _decimal(high, precision, ROUND_CEILING).exp(context)
    return within_range(_widened(below, above, precision), precision)


def logarithm(number: Real, precision: Precision) -> Real:
    """Give the natural logarithm; 0 for one exactly."""
    low, high = ends(number)
    if sign(number, precision) <= 0:
        raise Refused(messages.LOG_OF_NONPOSITIVE, number=plain(number))
    if low == high == 1:
        return Fraction(0)
    context = _context(precision)
    below = _decimal(low, precision, ROUND_FLOOR).ln(context)
    above = _decimal(high, precision, ROUND_CEILING).ln(context)
    return _widened(below, above, precision)


def root(number: Real, precision: Precision) -> Real:
    """Give the square root; a fraction where it is one."""
    found = sign(number, precision)
    if found < 0:
        raise Refused(messages.ROOT_OF_NEGATIVE, number=plain(number))
    if found == 0:
        return Fraction(0)
    exact = _exact_root(number, 2) if isinstance(number, Fraction) else None
    if exact is not None:
        return exact
    low, high = ends(number)
    context = _context(precision)
    below = _decimal(low, precision, ROUND_FLOOR).sqrt(context)
    above = _decimal(high, precision, ROUND_CEILING).sqrt(context)
    return _widened(below, above, precision)


def power(base: Real, exponent: Real, precision: Precision) -> Real:
    """Give the base to the exponent; anything to the zero is 1."""
    low, high = ends(exponent)
    if max(-low, high) > MOST_EXPONENT:
        raise Refused(messages.EXPONENT_TOO_LARGE, exponent=plain(exponent))
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        return _whole_power(base, int(exponent), precision)
    found = sign(base, precision)
    if found < 0:
        raise Refused(messages.POWER_OF_NEGATIVE, number=plain(base), exponent=plain(exponent))
    if found == 0:
        return _power_of_zero(sign(exponent, precision), exponent)
    exact = _exact_power(base, exponent) if isinstance(base, Fraction) and isinstance(exponent, Fraction) else None
    return exact if exact is not None else _by_logarithm(base, exponent, precision)


def _power_of_zero(direction: int, exponent: Real) -> Fraction:
    if direction < 0:
        raise Refused(messages.POWER_OF_ZERO, exponent=plain(exponent))
    return Fraction(1 if direction == 0 else 0)


def _whole_power(  # noqa: PLR0911 -- one for each sign of the base
    base: Real, exponent: int, precision: Precision
) -> Real:
    if exponent == 0:
        return Fraction(1)
    if isinstance(base, Fraction):
        if base == 0:
            return _power_of_zero(-1 if exponent < 0 else 1, Fraction(exponent))
        bits = base.numerator.bit_length() + base.denominator.bit_length()
        if bits * abs(exponent) <= MOST_BITS:
            return within_range(base**exponent, precision)
    found = sign(base, precision) if exponent < 0 or isinstance(base, Fraction) else 1
    if found == 0:
        return _power_of_zero(-1, Fraction(exponent))
    low, high = ends(base)
    if low > 0:
        return _by_logarithm(base, Fraction(exponent), precision)
    if high < 0:
        size = _by_logarithm(negative(base), Fraction(exponent), precision)
        return size if exponent % 2 == 0 else negative(size)
    return _power_around_zero(low, high, exponent, precision)


def _power_around_zero(low: Fraction, high: Fraction, exponent: int, precision: Precision) -> Real:
    """Give a positive whole power of a tiny ball that contains zero."""
    largest = max(-low, high)
    if largest >= 1:
        precision.settle("0")
        return Fraction(0)
    bound = within_range(largest ** min(exponent, 3), precision)
    top = ends(bound)[1]
    return between(Fraction(0) if exponent % 2 == 0 else -top, top)


def _by_logarithm(base: Real, exponent: Real, precision: Precision) -> Real:
    raised = multiply(exponent, logarithm(base, precision))
    low, high = ends(raised)
    if high > MOST_EXPONENT or low < -MOST_EXPONENT:
        raise Refused(messages.OUT_OF_RANGE)
    return exponential(raised, precision)


def _exact_power(base: Fraction, exponent: Fraction) -> Fraction | None:
    degree, times = exponent.denominator, exponent.numerator
    if degree > _MOST_ROOT:
        return None
    found = _exact_root(base, degree)
    if found is None:
        return None
    bits = found.numerator.bit_length() + found.denominator.bit_length()
    if bits * abs(times) > MOST_BITS:
        return None
    raised = found**times
    if raised > _HIGHEST or raised < _LOWEST:
        raise Refused(messages.OUT_OF_RANGE)
    return raised


def _exact_root(number: Fraction, degree: int) -> Fraction | None:
    above, below = _whole_root(number.numerator, degree), _whole_root(number.denominator, degree)
    return None if above is None or below is None else Fraction(above, below)


def _whole_root(number: int, degree: int) -> int | None:
    """Give the whole root of a whole number above zero, or None where there is none."""
    if degree == 2:  # noqa: PLR2004 -- the square root
        found = math.isqrt(number)
        return found if found * found == number else None
    low, high = 1, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high) // 2
        if middle**degree < number:
            low = middle + 1
        else:
            high = middle
    return low if low**degree == number else None


def _context(precision: Precision) -> Context:
    return Context(prec=precision.digits + _GUARD, Emax=10**9, Emin=-(10**9))


def _decimal(number: Fraction, precision: Precision, rounding: str) -> Decimal:
    context = Context(prec=precision.digits + _GUARD, rounding=rounding, Emax=10**9, Emin=-(10**9))
    above = context.create_decimal(number.numerator)
    if number.denominator == 1:
        return above
    # Both divided numbers are cut to the digits: enlarge the fraction first, so that one cut remains.
    shift = precision.digits + _GUARD + 2
    scale = Fraction(10) ** (shift - _power_of_ten(number))
    whole = number * scale
    cut = whole.__floor__() if rounding == ROUND_FLOOR else whole.__ceil__()
    return context.create_decimal(cut).scaleb(_power_of_ten(number) - shift, context)


def _power_of_ten(number: Fraction) -> int:
    return (number.numerator.bit_length() - number.denominator.bit_length()) * 30103 // 100000


def _widened(below: Decimal, above: Decimal, precision: Precision) -> Real:
    """Give the ball from below to above, each off by one unit of its last digit at most."""
    low, high = Fraction(below), Fraction(above)
    grain = Fraction(1, 10 ** (precision.digits + _GUARD - 1))
    return between(low - abs(low) * grain, high + abs(high) * grain)
