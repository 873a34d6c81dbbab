"""One formula over the rows of a grid: a column for each cell of its reading, and what each has to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kaoping.cells.book import Content, Place, rendered
from kaoping.cells.grids import Grid
from kaoping.cells.labels import Label, joined
from kaoping.cells.layout import Layout
from kaoping.cells.vectors import Cells, content_of
from kaoping.engine import NodePlan
from kaoping.formula import BOOLEAN, TEXT, CellReading, Fault, Formula, Kind, Precision, Value, cells

__all__ = ["formula_columns"]

_PRECISION = Precision(200)


def formula_columns(
    layout: Layout, node: NodePlan, formula: Formula, names: Mapping[str, Cells], grid: Grid, values: Sequence[Value]
) -> Sequence[Place]:
    """Add the columns of a formula; gives where its values stand.

    A cell on the way that belongs to a branch not taken stays empty.
    """
    reading = _reading(formula, tuple(sorted((name, _kind(vector)) for name, vector in names.items())))
    places: dict[str, Sequence[Place]] = {f"n{number}": names[name].places for number, name in enumerate(reading.names)}
    title = layout.title(node)
    for number, cell in enumerate(reading.cells):
        formulas = [
            rendered(cell.template, {key: column[row] for key, column in places.items()}, grid.name)
            for row in range(len(values))
        ]
        contents: list[Content] = [
            _shown(cell.shows({name: vector.values[row] for name, vector in names.items()}, _PRECISION))
            for row in range(len(values))
        ]
        label = Label(cell.zh, cell.en)
        if cell is reading.cells[-1]:
            contents = [content_of(value) for value in values]
            label = joined(label, Label(formula.text, formula.text))
        places[f"s{number}"] = grid.computed(title, label, formulas, contents)
    return places[f"s{len(reading.cells) - 1}"]


def _shown(found: Value | Fault) -> Content:
    """Give what a cell shows; a fault can only be on a branch that is not taken."""
    return "" if isinstance(found, Fault) else content_of(found)


@lru_cache(maxsize=1024)
def _reading(formula: Formula, kinds: tuple[tuple[str, str], ...]) -> CellReading:
    known: dict[str, Kind] = {"text": TEXT, "boolean": BOOLEAN}
    return cells(formula, {name: known[kind] for name, kind in kinds if kind in known})


def _kind(vector: Cells) -> str:
    """Give the kind of a vector by its first value."""
    first = next((value for value in vector.values if value is not None), None)
    return "boolean" if isinstance(first, bool) else "text" if isinstance(first, str) else "number"
