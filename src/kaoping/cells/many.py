"""Many numbers made one: the children of a part, or the rows of a unit, as a formula over the span where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kaoping.cells.book import Content, Place, rendered
from kaoping.cells.grids import Grid
from kaoping.cells.labels import Label, joined
from kaoping.cells.layout import Layout
from kaoping.cells.vectors import Cells, content_of
from kaoping.engine import NodePlan
from kaoping.engine.state import Mask
from kaoping.formula import Value
from kaoping.rules import Aggregation

__all__ = ["Figures", "combined_columns", "takes_weights", "together"]


@dataclass(frozen=True, slots=True)
class Figures:
    """Some cells and what they hold."""

    places: Sequence[Place]
    contents: Sequence[Content]

    @classmethod
    def of(cls, vector: Cells, rows: Sequence[int]) -> Figures:
        """Take some rows of a vector."""
        return cls([vector.places[row] for row in rows], [content_of(vector.values[row]) for row in rows])


def takes_weights(aggregation: Aggregation, whole: str) -> bool:
    """Tell whether an aggregation looks at the weights; whole: empty where nothing is left out."""
    return "{weights}" in aggregation.cells("", "{weights}", whole)


def together(
    layout: Layout, sheet: str, aggregation: Aggregation, what: Label, figures: Figures, weights: Figures, whole: str
) -> str:
    """Write one number of many as a formula; empty where one of them is missing."""
    values, beside = layout.lists.span(what, figures.places, figures.contents), ""
    if takes_weights(aggregation, whole):
        about = joined(what, Label("权重", "weights"))
        found = layout.lists.span(about, weights.places, weights.contents)
        if found.is_upright != values.is_upright:  # of several cells; both have to lie alike to be multiplied
            values, found = (layout.lists.copied(about, one.places, one.contents) for one in (figures, weights))
        beside = found.seen_from(sheet)
    text = aggregation.cells(values.seen_from(sheet), beside, whole)
    return f'IF(COUNT({values.seen_from(sheet)})<{len(figures.places)},"",{text})'


def combined_columns(
    layout: Layout,
    node: NodePlan,
    aggregation: Aggregation,
    children: Sequence[tuple[NodePlan, Cells, Mask]],
    weights: Sequence[float],
    values: Sequence[Value],
) -> Sequence[Place]:
    """Add the columns of a combination: the children side by side, then their weights, then what is made of them.

    children: each with its vector and the rows in which it takes part.
    """
    grid, title = layout.base_of(node), layout.title(node)
    is_whole = [all(there[row] for _, _, there in children) for row in range(len(values))]
    figures = [_copied(layout, grid, title, child, vector, there) for child, vector, there in children]
    beside: list[Figures] = [Figures([], [])] * len(children)
    whole = ""
    if takes_weights(aggregation, "") or (takes_weights(aggregation, "1") and not all(is_whole)):
        beside = [
            _weights(layout, grid, node, child, weight, there)
            for (child, _, there), weight in zip(children, weights, strict=True)
        ]
        refs = [_weight(layout, node, child, weight) for (child, _, _), weight in zip(children, weights, strict=True)]
        whole = f"({'+'.join(rendered('{a}', {'a': ref}, grid.name) for ref in refs)})"
    label = Label(aggregation.zh, aggregation.en)
    formulas: list[str | None] = [None] * len(values)
    for row, value in enumerate(values):
        if value is None:
            continue
        own = [at for at, (_, _, there) in enumerate(children) if there[row]]
        points, sizes = (
            Figures([column[at].places[row] for at in own], [column[at].contents[row] for at in own])
            if column[0].places
            else column[0]
            for column in (figures, beside)
        )
        what = joined(title, label)
        formulas[row] = together(layout, grid.name, aggregation, what, points, sizes, "" if is_whole[row] else whole)
    return grid.computed(title, label, formulas, [content_of(value) for value in values])


def _copied(layout: Layout, grid: Grid, title: Label, child: NodePlan, vector: Cells, there: Mask) -> Figures:
    """Add the points of a child as the part takes them."""
    rows = there.tolist()
    formulas = [
        rendered('IF({a}="","",{a})', {"a": vector.places[row]}, grid.name) if is_there else None
        for row, is_there in enumerate(rows)
    ]
    contents = [content_of(value) if is_there else "" for value, is_there in zip(vector.values, rows, strict=True)]
    return Figures(grid.computed(title, layout.title(child), formulas, contents), contents)


def _weights(layout: Layout, grid: Grid, node: NodePlan, child: NodePlan, weight: float, there: Mask) -> Figures:
    """Add the weight of a child in the rows in which it takes part."""
    ref = _weight(layout, node, child, weight)
    formulas = [rendered("{a}", {"a": ref}, grid.name) if is_there else None for is_there in there.tolist()]
    contents: list[Content] = [weight if is_there else "" for is_there in there.tolist()]
    label = joined(Label("权重", "weight"), layout.title(child))
    return Figures(grid.computed(layout.title(node), label, formulas, contents), contents)


def _weight(layout: Layout, node: NodePlan, child: NodePlan, weight: float) -> Place:
    """Give the cell of the weight of a child among the parameters."""
    title = joined(Label("权重", "weight"), layout.title(child))
    return layout.parameter(node, f"weight · {child.id}", title, weight)
