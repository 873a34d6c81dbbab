"""Checks of groups, periods, rounding and dates."""

from __future__ import annotations

import re
from datetime import date

from kaoping.errors import Problem
from kaoping.scheme.checking import Checking
from kaoping.scheme.messages import outcome
from kaoping.scheme.model import Scheme
from kaoping.scheme.period import length_of

__all__ = ["check_numbers", "correction_problems"]

_MOST_DECIMALS = 10
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")


def check_numbers(checking: Checking) -> None:
    """Check what stands at the head of a scheme."""
    scheme = checking.scheme
    for key in ("groups", "periods"):
        if not getattr(scheme, key) and checking.broken.spares(scheme, key):
            checking.note(outcome.EMPTY_LIST, scheme.spots.of(key), key=key)
    for basis in scheme.basis:
        if basis.date is not None and not _is_date(basis.date):
            checking.note(outcome.MALFORMED_DATE, basis.spots.of("date"), text=basis.date)
    if checking.broken.spares(scheme, "periods"):
        _periods(checking)
    if checking.broken.spares(scheme, "numbers"):
        _rounding(checking)


def _is_date(text: str) -> bool:
    """Tell whether a text is a day, a month or a year."""
    if not _DATE.match(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _periods(checking: Checking) -> None:
    """Check that periods are of one length and written once."""
    periods = checking.scheme.periods
    for number, period in enumerate(periods):
        where = checking.scheme.spots.of(f"periods.{number}")
        if period in periods[:number]:
            checking.note(outcome.DUPLICATE_PERIOD, where, name=period)
        if length_of(period) != length_of(periods[0]):
            checking.note(outcome.PERIODS_DIFFER, where, first=periods[0], name=period)


def _rounding(checking: Checking) -> None:
    """Check where and how finely figures are rounded."""
    numbers = checking.scheme.numbers
    known = ["total", "indicators", "parts", *(node.id for node in checking.nodes)]
    seen: set[str] = set()
    for rounding in numbers.rounding:
        where = rounding.spots.of("at")
        checking.refer(outcome.UNKNOWN_ROUNDING_PLACE, rounding.at, where, known)
        if rounding.at in seen:
            checking.note(outcome.ROUNDED_TWICE, where, name=rounding.at)
        seen.add(rounding.at)
        if not 0 <= rounding.decimals <= _MOST_DECIMALS:
            where = rounding.spots.of("decimals")
            checking.note(outcome.DECIMALS_OUT_OF_RANGE, where, number=rounding.decimals)
    if numbers.rank_on == "rounded" and "total" not in seen:
        checking.note(outcome.RANKED_ON_NOTHING, numbers.spots.of("rank_on"))


def correction_problems(scheme: Scheme, run: str) -> list[Problem]:
    """Give the problem of a scheme by which no run can be corrected: it does not say what becomes of statistics."""
    if scheme.numbers.after_appeal is not None:
        return []
    return [Problem(outcome.AFTER_APPEAL_MISSING, scheme.spots.of("numbers"), {"run": run})]
