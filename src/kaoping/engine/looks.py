"""How an indicator finds its figures in the observations: its own, those of its peers, or those of its variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from kaoping.engine.base import Rows
from kaoping.engine.growth import Growths
from kaoping.engine.reads import Read, derived_reads, reads_of
from kaoping.engine.variables import Derived
from kaoping.formula import Formula
from kaoping.scheme.model import DataNeed

__all__ = ["Averaged", "DerivedLook", "Look", "Source"]


@dataclass(frozen=True, slots=True)
class Averaged:
    """A column whose cells are the mean of several figures: `at` is the row, `figure` one decimal as text."""

    at: pl.Series
    figure: pl.Series
    height: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where the figures of one name stand: a table, and its row for each figure row."""

    source: pl.DataFrame
    found: Callable[[], Rows]


@dataclass(frozen=True, slots=True)
class Look:
    """What an indicator finds in the observations: for its figure rows, or (with `peer`) for each of their peers.

    found: gives for each row that asks the row that stands so many years before. at: the figure row of each.
    height: the number of figure rows.
    """

    frame: pl.DataFrame
    found: Callable[[int], Rows]
    data: DataNeed
    peer: pl.Series | None
    at: Rows
    height: int

    def figure(self, column: str, back: int) -> pl.Series:
        """Give a column as it stood so many years before."""
        return self.frame[column].gather(self.found(back))

    def named(self, name: str) -> pl.Series | Growths:
        """Give what a name stands for: the figure that it reads, or growth of the two that it follows from."""
        first, *rest = reads_of(self.data, name)
        if not rest:
            return self.figure(*first)
        [(column, back)] = rest
        return Growths(
            self.at, self.figure(*first), self.figure(column, back), self.found(back), self.peer, self.height
        )

    def averaged(self, name: str) -> Averaged | Growths:
        """Give the mean of the peers, of those that have a figure."""
        found = self.named(name)
        if isinstance(found, Growths):
            return found
        there = found.is_not_null()
        return Averaged(pl.Series(self.at).filter(there), found.filter(there), self.height)


@dataclass(frozen=True, slots=True)
class DerivedLook:
    """What an indicator whose figure is derived finds: one look for each variable, at the same rows."""

    formula: Formula
    looks: Mapping[str, Look]

    def named(self, name: str) -> Derived | Growths:
        """Give what a name stands for, of its own rows or of each peer: a derived figure, or growth of two."""
        reads = {of: derived_reads(look.data, name) for of, look in self.looks.items()}
        figures = [self._derived(dict(zip(reads, read, strict=True))) for read in zip(*reads.values(), strict=True)]
        if len(figures) == 1:
            return figures[0]
        actual, previous = figures
        return Growths(actual.at, actual, previous, previous.base, actual.peer, actual.height)

    averaged = named
    """Of peers each figure says whose it is: their mean is taken of what was computed."""

    def _derived(self, reads: Mapping[str, Read]) -> Derived:
        """Give a figure derived from the columns that are read of each variable."""
        columns = {of: self.looks[of].figure(*read) for of, read in reads.items()}
        rows = {of: self.looks[of].found(back) for of, (_, back) in reads.items()}
        one = next(iter(self.looks.values()))
        return Derived(self.formula, columns, rows, one.at, one.peer, one.height)
