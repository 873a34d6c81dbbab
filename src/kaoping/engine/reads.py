"""Where a name of an indicator that reads observations finds its figures: a column, so many years before."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, TypeAlias

from kaoping.scheme.model import DataNeed

__all__ = ["Read", "derived_reads", "reads_of", "shifts_of"]

Read: TypeAlias = "tuple[str, int]"
"""A column, and how many years before the period it stands."""

_FIGURES: Final = frozenset({"actual", "previous", "growth", "target", "previous_growth", "previous_target"})


def reads_of(data: DataNeed, name: str) -> tuple[Read, ...]:
    """Give where a name finds its figure; two where growth is computed, actual and base; none for other names.

    What peers are asked for stands where the unit's own does.
    """
    own = name.removeprefix("peer.")
    if own not in _FIGURES:
        return ()
    figure, back = own.removeprefix("previous_"), int(own.startswith("previous_"))
    base = ("actual", back + 1) if data.previous == "published" else ("previous", back)
    if figure == "previous":
        return (base,)
    if figure == "growth" and data.growth == "computed":
        return (("actual", back), base)
    return ((figure, back),)


def derived_reads(variable: DataNeed, name: str) -> tuple[Read, ...]:
    """Give where a derived figure finds those of one of its variables; two where growth of it is computed.

    variable: the data of the variable. A target is delivered for the indicator itself: it has none of these.
    """
    own = name.removeprefix("peer.")
    return () if own.endswith("target") else reads_of(replace(variable, growth="computed"), own)


def shifts_of(data: DataNeed) -> tuple[int, ...]:
    """Give how many periods before (below zero) or after a missing figure others are looked at to fill it."""
    back = max((way.within or 0 for way in data.fill if way.take == "earlier"), default=0)
    apart = max((way.within or 0 for way in data.fill if way.take == "interpolated"), default=1) - 1
    return tuple(shift for shift in range(-max(back, apart), apart + 1) if shift)
