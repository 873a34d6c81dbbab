"""Periods as text: `2016`, `2016-H1`, `2016-Q3`, `2016-07`; their parts and the one before."""

from __future__ import annotations

import re

import polars as pl

__all__ = ["before", "months_of", "part_of_year", "parts_of"]

_FORM = re.compile(r"(?P<year>[0-9]{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?\Z")
_MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}


def parts_of(period: str, every: str) -> tuple[str, ...]:
    """Give the periods of one length inside a scored period, in order of time; the period itself if it is as long.

    A period of a form of its own, and `every: scored_period`, have no parts but themselves.
    """
    found = _span(period)
    if every == "scored_period" or found is None:
        return (period,)
    year, first, months = found
    length = _MONTHS[every]
    if length >= months:
        return (period,)
    return tuple(_text(year, start, length) for start in range(first, first + months, length))


def before(period: str) -> str | None:
    """Give the same period of the year before; None for a period of a form of its own."""
    return None if _span(period) is None else f"{int(period[:4]) - 1:04d}{period[4:]}"


def part_of_year(periods: pl.Series) -> pl.Series:
    """Give each period within its year: `H1`, `Q3`, `07`; a whole year and a period of a form of its own as it is."""
    return periods.str.replace(r"^[0-9]{4}-", "")


def months_of(period: str) -> tuple[int, int] | None:
    """Give the first and the last month, counted through all years; None for a period of a form of its own."""
    found = _span(period)
    if found is None:
        return None
    year, first, months = found
    return 12 * year + first, 12 * year + first + months - 1


def _span(period: str) -> tuple[int, int, int] | None:
    """Give year, first month and number of months."""
    match = _FORM.match(period)
    if match is None:
        return None
    year = int(match["year"])
    if match["half"]:
        return year, 6 * int(match["half"]) - 5, 6
    if match["quarter"]:
        return year, 3 * int(match["quarter"]) - 2, 3
    if match["month"]:
        return year, int(match["month"]), 1
    return year, 1, 12


def _text(year: int, first: int, months: int) -> str:
    """Give the period of a year that begins in a month and lasts so many months."""
    if months == _MONTHS["half_year"]:
        return f"{year:04d}-H{(first + 5) // 6}"
    if months == _MONTHS["quarter"]:
        return f"{year:04d}-Q{(first + 2) // 3}"
    return f"{year:04d}-{first:02d}"
