"""Numbers as an explanation prints them: 12 significant digits and a true minus; and the number that a reader sees."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kaoping.formula import Ball, Precision, Value, plain, snap

__all__ = ["as_printed", "fraction", "is_number", "seen", "shown"]

MINUS = "−"
_EXACTLY = Precision()


def is_number(value: Value) -> bool:
    """Tell whether a value is a number: no word, no truth, not missing."""
    return isinstance(value, Fraction | Ball)


def fraction(value: Value) -> Fraction:
    """Give a number of the exact reading as a fraction."""
    if isinstance(value, Ball):
        return value.figure
    if isinstance(value, Fraction):
        return value
    raise TypeError(value)  # pragma: no cover -- callers ask is_number first


def shown(value: Value, decimals: int | None = None) -> str:
    """Print a number: as many decimals as said, or 12 significant digits."""
    return plain(fraction(value), decimals).replace("-", MINUS)


def seen(value: Value, decimals: int | None = None) -> Fraction:
    """Give the number that a reader of the printed figure computes with."""
    if decimals is None:  # what is printed has 12 significant digits, and that number is at hand without its text
        return snap(fraction(value), _EXACTLY)
    return Fraction(plain(fraction(value), decimals))


def as_printed(names: Mapping[str, Value]) -> dict[str, Value]:
    """Give the names' values as a reader sees them; words and what is missing stay."""
    return {name: seen(value) if is_number(value) else value for name, value in names.items()}
