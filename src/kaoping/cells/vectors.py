"""Vectors of the cells reading: values as the exact reading has them, and the cells in which they stand.

Cells are made when somebody asks for them, so that what no score rests on has none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Self, TypeAlias

from kaoping.cells.book import Content, Place, Ref
from kaoping.cells.grids import Grid
from kaoping.formula import Ball, Value

__all__ = ["Cells", "Referenced", "content_of"]

Makes: TypeAlias = "Callable[[str], Sequence[Place]]"


class Cells:
    """One vector.

    grid: where its rows are lines; None where it follows its sources.
    passes_name: its name is that of its first source.
    """

    def __init__(
        self,
        values: list[Value],
        makes: Makes,
        *,
        grid: Grid | None = None,
        sources: Sequence[Cells] = (),
        passes_name: bool = False,
    ) -> None:
        self.values = values
        self._makes, self._grid = makes, grid
        self._sources = sources
        self._passes_name = passes_name
        self._name = ""
        self._made: Sequence[Place] | None = None

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.values)

    def __getitem__(self, row: int) -> Value:
        """Give the value of a row."""
        return self.values[row]

    @property
    def grid(self) -> Grid | None:
        """Where its rows are lines, as it was said, or as its sources have it."""
        if self._grid is not None:
            return self._grid
        found = (source.grid for source in self._sources if len(source) == len(self))
        return next((grid for grid in found if grid is not None), None)

    def stands_in(self, grid: Grid) -> None:
        """Say where its rows are lines."""
        self._grid = grid

    def named(self, name: str) -> None:
        """Say by which name a formula asks for it; the first one stays."""
        self._name = self._name or name
        if self._passes_name:
            self._sources[0].named(name)

    @property
    def places(self) -> Sequence[Place]:
        """Give where its values stand."""
        if self._made is None:
            self._made = self._makes(self._name)
        return self._made


class Referenced(Fraction):
    """A number that knows the cell in which it stands."""

    __slots__ = ("_find",)
    _find: Callable[[], Ref]

    def __new__(cls, number: Fraction, find: Callable[[], Ref]) -> Self:
        """Take a number and how to find its cell."""
        made = super().__new__(cls, number)
        made._find = find
        return made

    @property
    def ref(self) -> Ref:
        """The cell."""
        return self._find()


def content_of(value: Value) -> Content:
    """Give a value as a cell holds it; an empty text where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool | str):
        return value
    return float(value.figure if isinstance(value, Ball) else value)
