"""Variables as an indicator uses them: their figures at its rows, and a figure that is derived from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from kaoping.engine.base import Rows
from kaoping.engine.grain import Codes
from kaoping.formula import Formula

__all__ = ["Derived", "Used", "lacked"]

_BY_WEIGHT = (2, 3, 1)  # indices of STATUS_WORDS: not applicable, excused, missing; the last that fits stands


@dataclass(frozen=True, slots=True)
class Used:
    """One variable at some rows.

    columns: decimals as text by name, `gdp` and (where it is read) `previous.gdp`. status: why it has no figure there.
    source_row: its row among the observations.
    """

    columns: Mapping[str, pl.Series]
    status: Codes
    source_row: Rows

    def at(self, rows: Rows) -> Used:
        """Give the same at other rows, each named by the one it belongs to."""
        columns = {name: column.gather(rows) for name, column in self.columns.items()}
        return Used(columns, self.status[rows], self.source_row[rows])


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure to compute from variables, one a row; columns: decimals as text by the names of the formula.

    source_row: the rows of the variables among the observations. at, peer and height: as those of `Growths`.
    """

    formula: Formula
    columns: Mapping[str, pl.Series]
    source_row: Mapping[str, Rows]
    at: Rows
    peer: pl.Series | None
    height: int

    @property
    def base(self) -> Rows:
        """The row in which a figure stands that something is divided by; else one of those read."""
        return self.source_row[min(self.formula.divisors or self.formula.names)]


def lacked(names: Iterable[str], used: Mapping[str, Used], height: int) -> Codes:
    """Give why a formula with these names has no value: missing if any variable is, else excused, else not applicable.

    Of a figure of the year before nothing is said: where it is not there, it is missing.
    """
    found = np.zeros(height, np.int8)
    statuses = [used[name].status for name in sorted(names) if name in used]
    for code in _BY_WEIGHT:
        for status in statuses:
            found[status == code] = code
    return found
