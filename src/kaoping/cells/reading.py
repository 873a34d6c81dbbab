"""The cells reading: the engine's own walk, in which a vector is values computed exactly, and cells that follow them.

Which rows count, which are absent and which policy stands in for them is as in the result; every figure is live.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial
from typing import Any

import numpy as np
import polars as pl

from kaoping.cells.book import Content, Entry, Given, Place, Ref
from kaoping.cells.formulas import formula_columns
from kaoping.cells.grids import Grid
from kaoping.cells.labels import COMPUTED, Label, joined
from kaoping.cells.layout import Layout
from kaoping.cells.many import Figures, combined_columns, together
from kaoping.cells.placing import placed_columns
from kaoping.cells.vectors import Cells, Referenced, content_of
from kaoping.engine import FormulaTask, NodePlan, Walk
from kaoping.engine.base import Population, PopulationName, Rows
from kaoping.engine.exact_reading import ExactReading
from kaoping.engine.gather import Averaged
from kaoping.engine.plan import PENALTIES
from kaoping.engine.state import Faults, Mask, Placing, Reduced, Weight, weight_at
from kaoping.formula import Formula, Precision, Value
from kaoping.rules import Aggregation, Contest, Floats, Number, Statistic

__all__ = ["CellsReading"]

_DIGITS = 200


class CellsReading:
    """Figures from the exact reading, cells beside them; it listens to its own walk."""

    name = "cells"
    judged: Sequence[Cells] = ()

    def __init__(self, layout: Layout) -> None:
        self.precision = Precision(_DIGITS)
        self._layout, self._exact = layout, ExactReading(self.precision)
        self._grid = layout.inputs
        self._is_frozen = False
        self._node: NodePlan | None = None

    def begin(self, state: Walk, node: NodePlan) -> None:
        """Hear which node is computed next."""
        self._node, self._grid = node, self._layout.inputs
        self._is_frozen = state.frozen is not None
        if node.indicator is not None:
            figures = state.gathering.figures(node)
            if figures.is_finer:
                self._grid = self._layout.finer(node, figures.grain)

    def step(self, *_: Any) -> None:  # vectors
        """Hear of one step, whose formula has come by already."""

    def combined(self, *_: Any) -> None:  # vectors
        """Hear of one combination, that has come by already."""

    def reduced(self, _: str, __: int, reduced: Reduced) -> None:
        """Hear what the rows are that a reduction made."""
        self._grid = self._layout.inputs if reduced.to is None else self._layout.finer(self._now, reduced.to)
        reduced.together.stands_in(self._grid)

    @property
    def _now(self) -> NodePlan:
        if self._node is None:  # pragma: no cover -- nothing is read before the first node
            raise TypeError
        return self._node

    def column(self, figures: pl.Series | Averaged) -> Cells:
        """Read decimals as written; each has a cell, an empty one where nothing was delivered."""
        values: list[Value] = self._exact.column(figures)
        if not isinstance(figures, Averaged):
            return self._delivered(values)
        node, grid = self._now, self._of_height(figures.height)
        found: dict[int, list[float]] = {}
        for at, figure in zip(figures.at, figures.figure, strict=True):
            found.setdefault(at, []).append(float(figure))
        return Cells(values, lambda name: self._means(node, grid, name, found, values), grid=grid)

    def words(self, texts: pl.Series) -> Cells:
        """Read words as they are."""
        return self._delivered(list(texts))

    def _delivered(self, values: list[Value]) -> Cells:
        node, grid = self._now, self._of_height(len(values))
        return Cells(values, lambda name: self._as_given(node, grid, name, values), grid=grid)

    def _as_given(self, node: NodePlan, grid: Grid, name: str, values: Sequence[Value]) -> list[Ref]:
        contents: list[Content] = [None if value is None else content_of(value) for value in values]
        return grid.given(self._layout.title(node), self._layout.name(node, name), contents)

    def _means(
        self, node: NodePlan, grid: Grid, name: str, found: Mapping[int, Sequence[float]], values: Sequence[Value]
    ) -> Sequence[Place]:
        """Give the mean of several figures a row, which stand side by side."""
        layout, label = self._layout, self._layout.name(node, name)
        formulas: list[str | None] = [None] * len(values)
        for row, own in found.items():
            literals: list[Place] = [f"{figure!r}" for figure in own]
            span = layout.lists.span(joined(layout.title(node), label), literals, own)
            formulas[row] = f"AVERAGE({span.seen_from(grid.name)})"
        return grid.computed(layout.title(node), label, formulas, [content_of(value) for value in values])

    def _of_height(self, height: int) -> Grid:
        """Give the grid of so many rows: where the walk is, else that of the units, else one of numbered lines."""
        known = (grid for grid in (self._grid, self._layout.inputs) if grid.height == height)
        return next(known, None) or self._layout.scratch(self._now, height)

    def constant(self, number: Fraction | None, height: int) -> Cells:
        """Give the same number in every row."""
        return self._numbers([number] * height)

    def numbers(self, values: Sequence[Number | None]) -> Cells:
        """Give one number a row: the cells of statistics, or numbers that are given."""
        if any(isinstance(value, Referenced) for value in values):
            found = list(values)
            return Cells(list(values), lambda _: [one.ref if isinstance(one, Referenced) else None for one in found])
        return self._numbers(self._exact.numbers(values))

    def _numbers(self, values: Sequence[Value]) -> Cells:
        node = self._now
        return Cells(list(values), lambda name: self._found(node, name, values))

    def _found(self, node: NodePlan, name: str, values: Sequence[Value]) -> Sequence[Place]:
        """Give cells of numbers that no formula gives: parameters, or figures that Kaoping computed."""
        why, (first, *others) = self._why(node, name), dict.fromkeys(values) or [None]
        if why is not None and any(value is not None for value in values):
            places = self._as_given(node, self._layout.base_of(node), name, values)
            what = joined(self._layout.title(node), self._layout.name(node, name))
            self._layout.book.list(places[0], what, why)
            return places
        if others:
            return self._as_given(node, self._layout.inputs, name, values)
        if first is None or not name:
            return [None if first is None else f"{content_of(first)!r}"] * len(values)
        return [self._layout.parameter(node, name, self._layout.name(node, name), content_of(first))] * len(values)

    def _why(self, node: NodePlan, name: str) -> Label | None:
        """Say why numbers are no formulas, where they are results and no parameters."""
        settings = {each for task in node.tasks if isinstance(task, FormulaTask) for each in task.settings}
        if name in settings | {"full", "weight"}:
            return None
        if node.combination is not None and isinstance(node.combination.aggregation, Contest):
            return COMPUTED["contest"]
        if node.id == PENALTIES:
            return COMPUTED["findings"]
        return COMPUTED["frozen"] if self._is_frozen and name else None

    def compared(self, vector: Cells) -> Cells:
        """Give the figures as they are compared."""
        return Cells(self._exact.compared(vector.values), lambda _: vector.places, sources=[vector], passes_name=True)

    def take(self, vector: Cells, rows: Rows) -> Cells:
        """Give the values at some rows, in their order."""
        at = rows.tolist()
        return Cells(
            self._exact.take(vector.values, rows),
            lambda _: [vector.places[row] for row in at],
            sources=[vector],
            passes_name=True,
        )

    def fill(self, vector: Cells, where: Mask, values: Cells) -> Cells:
        """Put other values where the mask says so."""

        def make(_: str) -> Sequence[Place]:
            if not where.any():
                return vector.places
            values.named("stands_in")
            return [(values if hit else vector).places[row] for row, hit in enumerate(where.tolist())]

        filled = self._exact.fill(vector.values, where, values.values)
        return Cells(filled, make, sources=[vector, values], passes_name=True)

    def joined(self, vectors: Sequence[Cells]) -> Cells:
        """Put vectors one below the other."""
        values = [value for vector in vectors for value in vector.values]
        return Cells(values, lambda _: [place for vector in vectors for place in vector.places])

    def formula(self, formula: Formula, names: Mapping[str, Cells], height: int) -> tuple[Cells, Faults]:
        """Compute a formula row by row, in as many columns as it needs."""
        used = {name: names[name] for name in sorted(formula.names)}
        values, faults = self._exact.formula(formula, {name: one.values for name, one in used.items()}, height)
        node, layout = self._now, self._layout

        def make(_: str) -> Sequence[Place]:
            for name, vector in used.items():
                vector.named(name)
            grid = layout.computing(node, found.grid or layout.inputs)
            return formula_columns(layout, node, formula, used, grid, values)

        grid = self._grid if not used and height == self._grid.height else None
        found = Cells(values, make, grid=grid, sources=list(used.values()))
        return found, faults

    def statistic(
        self, statistic: Statistic, vector: Cells, population: Population, *, higher: bool
    ) -> list[Number | None]:
        """Give the statistic of each population, each with its cell."""
        values = self._exact.statistic(statistic, vector.values, population, higher=higher)
        node = self._now
        out: list[Number | None] = []
        for at, number in enumerate(self._exact.numbers(values)):
            if not isinstance(number, Fraction):
                out.append(None)
                continue
            rows = np.flatnonzero(population.of == at).tolist()
            name, made = population.names[at], partial(self._statistic_cell, node, statistic, vector, rows)
            out.append(Referenced(number, cache(partial(made, name, number, higher=higher))))
        return out

    def _statistic_cell(
        self,
        node: NodePlan,
        statistic: Statistic,
        vector: Cells,
        rows: Sequence[int],
        name: PopulationName,
        number: Fraction,
        *,
        higher: bool,
    ) -> Ref:
        """Make the cell of one statistic of one population."""
        layout, title, label = self._layout, self._layout.title(node), Label(statistic.zh, statistic.en)
        words = [*name, node.id, title.zh, title.en, label.zh, label.en]
        if statistic.cells is None:
            ref = layout.statistics.add(words, Given(content_of(number)))
            layout.book.list(ref, joined(title, label), COMPUTED["statistic"])
            return ref
        there = [row for row in rows if vector.places[row] is not None]
        about = " ".join(part for part in name if part)
        figures = Figures.of(vector, there)
        span = layout.lists.span(joined(title, Label(about, about)), figures.places, figures.contents)
        text = statistic.cells(span.seen_from(layout.statistics.name), higher)
        return layout.statistics.add(words, Entry(text, content_of(number)))

    def placed(self, placing: Placing, places: Sequence[Number | None]) -> Cells:
        """Give places by counting who is better, equal and worse."""
        node, layout, values = self._now, self._layout, self._exact.numbers(places)
        keys, held = self.keys(placing.vector), self.keys(placing.held)

        def make(_: str) -> Sequence[Place]:
            grid = layout.computing(node, placing.vector.grid or layout.inputs)
            return placed_columns(layout, layout.title(node), grid, placing, keys, held, values)

        return Cells(values, make, sources=[placing.vector])

    def reduce(
        self,
        aggregation: Aggregation,
        vector: Cells,
        weights: Cells | None,
        rows: Rows,
        height: int,
        enough: Mask,
    ) -> tuple[Cells, Faults]:
        """Make one value a row of those that are there."""
        given = None if weights is None else weights.values
        values, faults = self._exact.reduce(aggregation, vector.values, given, rows, height, enough)
        members: dict[int, list[int]] = {}
        for at, row in enumerate(rows.tolist()):
            if values[row] is not None and vector[at] is not None and (given is None or given[at] is not None):
                members.setdefault(row, []).append(at)
        node, layout = self._now, self._layout

        def make(_: str) -> Sequence[Place]:
            grid, title = layout.computing(node, found.grid or layout.inputs), layout.title(node)
            label = Label(aggregation.zh, aggregation.en)
            formulas: list[str | None] = [None] * height
            for row, own in members.items():
                ones = Figures(["1"] * len(own), [1.0] * len(own))
                beside = ones if weights is None else Figures.of(weights, own)
                points, what = Figures.of(vector, own), joined(title, label)
                formulas[row] = together(layout, grid.name, aggregation, what, points, beside, "")
            return grid.computed(title, label, formulas, [content_of(value) for value in values])

        found = Cells(values, make, grid=self._grid if self._grid.height == height else None)
        return found, faults

    def combine(
        self,
        aggregation: Aggregation,
        vectors: Sequence[Cells],
        weights: Sequence[Weight],
        exists: Sequence[Mask],
        active: Mask,
    ) -> tuple[Cells, Faults]:
        """Make one value of the children that exist."""
        given = [vector.values for vector in vectors]
        values, faults = self._exact.combine(aggregation, given, weights, exists, active)
        node, layout = self._now, self._layout
        together_with = node.combination
        names = () if together_with is None else together_with.children
        there = [exist & active for exist in exists]
        children = list(zip([layout.plan.node(name) for name in names], vectors, there, strict=True))
        sizes = [float(weight_at(weight, 0)) for weight in weights]
        make: Callable[[str], Sequence[Place]] = lambda _: combined_columns(  # noqa: E731 -- asked for later
            layout, node, aggregation, children, sizes, values
        )
        return Cells(values, make, grid=layout.inputs), faults

    def absent(self, vector: Cells) -> Mask:
        """Tell where there is no value."""
        return self._exact.absent(vector.values)

    def floats(self, vector: Cells) -> Floats:
        """Give the values as floats."""
        return self._exact.floats(vector.values)

    def keys(self, vector: Cells) -> Floats:
        """Give the values as they stand at a jump."""
        return self._exact.keys(vector.values)

    def texts(self, vector: Cells, decimals: int | None) -> pl.Series:
        """Write values as decimals."""
        return self._exact.texts(vector.values, decimals)
