"""Periods as text, for schemes and tables alike: how one is written, its months, its parts, the one a year before.

A year `2016`, a half `2016-H1`, a quarter `2016-Q3`, a month `2016-07`, or several months of one year taken together,
`2016-01..04`, which are one figure and have no parts of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["FORMS", "MONTHS", "before", "inside", "is_period", "length_of", "months_of", "parts_of", "shifted"]

_MONTH: Final = "(0[1-9]|1[0-2])"
FORMS: Final = f"([0-9]{{4}})(-(H([12])|Q([1-4])|{_MONTH}([.][.]{_MONTH})?))?"
"""Every form as a pattern; that several months run forwards it cannot say."""
_FORM = re.compile(rf"{FORMS}\Z")

MONTHS: Final[Mapping[str, int]] = MappingProxyType({"year": 12, "half_year": 6, "quarter": 3, "month": 1})
"""How many months each frequency covers; `scored_period` has no length of its own."""


def is_period(text: str) -> bool:
    """Tell whether a text is a period; several months run forwards within a year."""
    return _FORM.match(text) is not None and (".." not in text or length_of(text) > 1)


def months_of(period: str) -> tuple[int, int]:
    """Give the first and the last month, counted through all years."""
    year, first, months = _span(period)
    return 12 * year + first, 12 * year + first + months - 1


def length_of(period: str) -> int:
    """Give the number of months."""
    return _span(period)[2]


def parts_of(period: str, every: str) -> tuple[str, ...]:
    """Give the periods of one length inside a period, in order of time; the period itself where it has none."""
    year, first, months = _span(period)
    length = MONTHS.get(every, months)
    if length >= months or ".." in period:
        return (period,)
    return tuple(_text(year, start, length) for start in range(first, first + months, length))


def inside(period: str) -> tuple[str, ...]:
    """Give a period and its parts of every length, the longest first."""
    return tuple(dict.fromkeys((period, *(part for every in MONTHS for part in parts_of(period, every)))))


def before(period: str, years: int = 1) -> str:
    """Give the same period of the year before, or of so many years before."""
    return f"{int(period[:4]) - years:04d}{period[4:]}"


def shifted(period: str, count: int) -> str:
    """Give the period of the same length so many periods later, or (below zero) earlier.

    Several months taken together go by years: the same months of another year.
    """
    year, first, months = _span(period)
    if ".." in period or months == MONTHS["year"]:
        return before(period, -count)
    start = 12 * year + first - 1 + count * months
    return _text(start // 12, start % 12 + 1, months)


def _span(period: str) -> tuple[int, int, int]:
    """Give year, first month and number of months. Raises ValueError for a text of no form of a period."""
    match = _FORM.match(period)
    if match is None:
        raise ValueError(period)
    year, _, _, half, quarter, month, _, last = match.groups()
    if half:
        return int(year), 6 * int(half) - 5, 6
    if quarter:
        return int(year), 3 * int(quarter) - 2, 3
    if month:
        return int(year), int(month), int(last or month) - int(month) + 1
    return int(year), 1, 12


def _text(year: int, first: int, months: int) -> str:
    """Give the period of a year that begins in a month and lasts so many months."""
    if months == MONTHS["half_year"]:
        return f"{year:04d}-H{(first + 5) // 6}"
    if months == MONTHS["quarter"]:
        return f"{year:04d}-Q{(first + 2) // 3}"
    return f"{year:04d}-{first:02d}"
