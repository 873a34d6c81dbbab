"""Table `parameters`, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from kaoping.engine.intake import Tables
from kaoping.engine.messages import WEIGHT_IN_TABLE
from kaoping.errors import Problem

__all__ = ["Parameters"]

_Numbers: TypeAlias = dict[tuple[str, str, str], Fraction]
_OF_SCHEME = ("full", "weight")


class Parameters:
    """The numbers of the table, by name and indicator: (unit, group, period) -> number."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._numbers: dict[tuple[str, str], _Numbers] = {}
        columns = ("parameter", "number", "indicator", "unit", "group", "period")
        for name, number, indicator, *at in tables.parameters.select(columns).iter_rows():
            unit, group, period = (word or "" for word in at)
            self._numbers.setdefault((name, indicator or ""), {})[unit, group, period] = Fraction(number)

    def of(self, name: str, node: str) -> tuple[Mapping[tuple[str, str, str], Fraction], ...]:
        """Give the numbers of a name: those of the node first, then those for all nodes; nothing where there are none.

        A row that names the node stands before one that names none.
        """
        found = (self._numbers.get((name, node)), self._numbers.get((name, "")))
        return tuple(numbers for numbers in found if numbers)

    def refused(self) -> Iterator[Problem]:
        """Report rows that set full points or weights: combining takes them from the scheme alone."""
        for index, name in enumerate(self._tables.parameters["parameter"]):
            if name in _OF_SCHEME:
                yield Problem(WEIGHT_IN_TABLE, self._tables.place("parameters", index, "parameter"), {"name": name})
