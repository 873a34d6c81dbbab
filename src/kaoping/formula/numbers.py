"""Numbers in the exact reading: 12 significant digits at every jump, official rounding, printing."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from kaoping.formula.ball import Ball, Real, ends
from kaoping.formula.syntax import Mode

__all__ = ["NeedsDigits", "Precision", "Value", "cut", "plain", "round_value", "snap"]

Value: TypeAlias = Fraction | Ball | bool | str | None

SIGNIFICANT = 12
_CUT = 40  # fewer than the least digits carried, so that 50 and 200 digits cut to the same figure
MOST_DIGITS = 200


class NeedsDigits(Exception):  # noqa: N818 -- asks for more, reports nothing wrong
    """The digits carried do not decide on which side of a jump a number lies: compute again with 200."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How many digits logarithms, roots and powers carry.

    undecided: takes a note for every number still undecided at 200 digits, which counts as on the boundary.
    """

    digits: int = 50
    undecided: list[str] | None = field(default=None, compare=False)

    def settle(self, note: str) -> None:
        """Note an undecided number at 200 digits; ask for more digits before that."""
        if self.digits < MOST_DIGITS:
            raise NeedsDigits
        if self.undecided is not None:
            self.undecided.append(note)


def snap(value: Real, precision: Precision) -> Fraction:
    """Give the number rounded half-even to 12 significant digits."""
    if isinstance(value, Fraction):
        return _snap(value)
    if value.low <= 0 <= value.high:
        precision.settle("0")
        return Fraction(0)
    low, high = _snap(value.low), _snap(value.high)
    if low == high:
        return low
    boundary = (low + high) / 2
    precision.settle(plain(boundary, None))
    return _snap(boundary)


def cut(value: Real) -> Fraction:
    """Give one fraction for a number with an error bound, its first 40 significant digits; fractions stay."""
    return _rounded(value.figure, _CUT) if isinstance(value, Ball) else value


def sign(value: Real, precision: Precision) -> int:
    """Give -1, 0 or 1; an undecided ball around zero counts as zero."""
    if isinstance(value, Fraction):
        return (value.numerator > 0) - (value.numerator < 0)
    low, high = ends(value)
    if low < 0 < high or (low != high and 0 in {low, high}):
        precision.settle("0")
        return 0
    return (low > 0) - (high < 0)


def round_value(value: Real, decimals: int, mode: Mode, precision: Precision) -> Fraction:
    """Give the number rounded officially: first to 12 significant digits, then to the decimals.

    half_up rounds halves away from zero (四舍五入), half_even to the even neighbour (GB/T 8170).
    """
    scaled = snap(value, precision) * Fraction(10) ** decimals
    whole, rest = divmod(abs(scaled), 1)
    up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (mode == "half_up" or whole % 2 == 1))
    size = Fraction(whole + (1 if up and mode != "truncate" else 0)) / Fraction(10) ** decimals
    return size if scaled >= 0 else -size


def floor_value(value: Real, precision: Precision) -> Fraction:
    """Give the largest whole number not above the number, first rounded to 12 significant digits."""
    return Fraction(snap(value, precision).__floor__())


def plain(value: Real, decimals: int | None = None) -> str:
    """Give the number as text, without exponent form.

    decimals: exactly that many places, half-even; None gives 12 significant digits without trailing zeros.

    >>> plain(Fraction(1, 3)), plain(Fraction(8), 2)
    ('0.333333333333', '8.00')
    """
    number = value.figure if isinstance(value, Ball) else value
    if decimals is not None:
        return _fixed(round(number * Fraction(10) ** decimals), decimals)
    snapped = _snap(number)
    if snapped == 0:
        return "0"
    places = max(0, SIGNIFICANT - 1 - magnitude(snapped))
    text = _fixed(int(snapped * Fraction(10) ** places), places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def magnitude(number: Fraction) -> int:
    """Give the power of ten of the first digit of a number other than zero."""
    above, below = abs(number.numerator), number.denominator
    guess = (above.bit_length() - below.bit_length()) * 30103 // 100000 - 1
    if guess >= 0:
        below *= 10**guess
    else:
        above *= 10**-guess
    while above >= 10 * below:
        below *= 10
        guess += 1
    return guess


def _snap(number: Fraction) -> Fraction:
    return _rounded(number, SIGNIFICANT)


def _rounded(number: Fraction, digits: int) -> Fraction:
    if number == 0 or (number.denominator == 1 and abs(number.numerator) < 10**digits):
        return number
    places = digits - 1 - magnitude(number)
    grain = 10 ** abs(places)
    if places < 0:
        return Fraction(_half_even(number.numerator, number.denominator * grain) * grain)
    if grain % number.denominator == 0:
        return number
    return Fraction(_half_even(number.numerator * grain, number.denominator), grain)


def _half_even(above: int, below: int) -> int:
    whole, rest = divmod(above, below)
    return whole + (2 * rest > below or (2 * rest == below and whole % 2 == 1))


def _fixed(scaled: int, places: int) -> str:
    digits = str(abs(scaled)).rjust(places + 1, "0") if places > 0 else str(abs(scaled) * 10**-places)
    text = digits if places <= 0 else f"{digits[:-places]}.{digits[-places:]}"
    return f"-{text}" if scaled < 0 else text
