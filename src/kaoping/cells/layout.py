"""The sheets of a workbook, and where a node finds room in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from kaoping.cells.book import Book, Content, Given, Ref
from kaoping.cells.grids import Grid, Listing, Lists
from kaoping.cells.labels import ABOUT, NAMES, NUMBER, OF_NODE, SHEETS, WORDS, Label, joined
from kaoping.engine import FormulaTask, NodePlan, Plan
from kaoping.engine.base import Base
from kaoping.engine.grain import Grain
from kaoping.scheme import step_place
from kaoping.scheme.model import Label as Title

__all__ = ["Layout"]

_LONGEST: Final = 31  # characters in the name of a sheet
_STATISTICS: Final = (ABOUT[0], Label("比较范围", "compared within"), WORDS["row"], *OF_NODE)


class Layout:
    """Room for the cells of one result. Rows of units are sorted by period, group and unit."""

    def __init__(self, plan: Plan, base: Base) -> None:
        self.plan, self.base = plan, base
        self.book = Book()
        self._lines = _lines(plan, base)
        self.inputs = self.units("inputs")
        self._computed = {kind: self.units(kind) for kind in ("leaves", "parts", "total")}
        names = (*OF_NODE, Label("名称", "name"), Label("含义", "what it is"), Label("", ""), NUMBER)
        self.parameters = self._listing("parameters", names)
        self.statistics = self._listing(
            "statistics", (*_STATISTICS, Label("统计量", "statistic"), Label("", ""), NUMBER)
        )
        self.lists = Lists(self.book, SHEETS["lists"].both(), SHEETS["lists"])

    def units(self, kind: str) -> Grid:
        """Give a new sheet with a row for each unit of each period."""
        frame = self.base.frame
        groups = {group.id: self.label(group.title).both() for group in self.plan.scheme.groups}
        titles = [Label(zh or "", en or "") for zh, en in frame.select("title_zh", "title_en").iter_rows()]
        keys = (
            frame["period"].to_list(),
            [groups[group] for group in frame["group"]],
            frame["unit"].to_list(),
            [title.both().strip() for title in titles],
        )
        grid = Grid(self.book, SHEETS[kind].both(), SHEETS[kind], self._lines, list(zip(ABOUT, keys, strict=True)))
        grid.begin()
        return grid

    def _listing(self, kind: str, heads: Sequence[Label]) -> Listing:
        listing = Listing(self.book, SHEETS[kind].both(), SHEETS[kind], heads)
        listing.begin()
        return listing

    def label(self, title: Title) -> Label:
        """Give a title of the scheme with its city filled in."""
        city = self.plan.scheme.city
        return Label(title.text("zh", city), title.text("en", city))

    def title(self, node: NodePlan) -> Label:
        """Give the title of a node."""
        return self.label(node.title)

    def name(self, node: NodePlan, name: str) -> Label:
        """Give what a name of a formula is called; the name itself where nobody says more."""
        if name in NAMES:
            return NAMES[name]
        for number, task in enumerate(node.tasks):
            rule = task.rule if isinstance(task, FormulaTask) else None
            parameter = None if rule is None else rule.parameter(name)
            if parameter is not None:
                return Label(parameter.zh, parameter.en)
            place = None if node.indicator is None else step_place(self.plan.scheme, node.indicator, number)
            if place is not None and name in place.names:
                return Label(place.names[name].zh, place.names[name].en)
        children = () if node.combination is None else node.combination.children
        return self.title(self.plan.node(name)) if name in children else Label(name or "数值", name or "figure")

    def base_of(self, node: NodePlan) -> Grid:
        """Give where the cells of a node stand that have one row a unit."""
        if node.parent is None:
            return self._computed["total"]
        return self._computed["leaves" if node.indicator is not None else "parts"]

    def computing(self, node: NodePlan, grid: Grid) -> Grid:
        """Give where a node computes over rows of a grid: figures delivered for units stay on a sheet of their own."""
        return self.base_of(node) if grid is self.inputs else grid

    def finer(self, node: NodePlan, grain: Grain) -> Grid:
        """Give new room for rows finer than a unit."""
        at = pl.Series(grain.row)
        keys = [
            (ABOUT[0], self.base.frame["period"].gather(at).to_list()),
            (ABOUT[2], self.base.frame["unit"].gather(at).to_list()),
            (WORDS["row"], [str(text or "") for text in grain.label]),
        ]
        return self._rows(node, len(grain.row), keys)

    def scratch(self, node: NodePlan, height: int) -> Grid:
        """Give new room for rows of which only the number is known: the peers of several units."""
        return self._rows(node, height, [(WORDS["line"], [str(row + 1) for row in range(height)])])

    def _rows(self, node: NodePlan, height: int, keys: Sequence[tuple[Label, Sequence[str]]]) -> Grid:
        number = sum(name.startswith("明细") for name in self.book.sheets) + 1
        name = f"明细{number} {node.id}"[:_LONGEST]
        grid = Grid(self.book, name, joined(Label("明细", "Rows"), self.title(node)), range(height), keys)
        grid.begin()
        return grid

    def parameter(self, node: NodePlan, name: str, label: Label, content: Content) -> Ref:
        """Give the cell of a parameter."""
        title = self.title(node)
        return self.parameters.once((node.id, title.zh, title.en, name, label.zh, label.en), Given(content))

    def finish(self) -> None:
        """Leave out the sheets that nothing was needed of."""
        every: list[Grid | Listing] = [self.inputs, *self._computed.values(), self.parameters, self.statistics]
        for each in every:
            if each.is_empty:
                del self.book.sheets[each.name]


def _lines(plan: Plan, base: Base) -> list[int]:
    """Give the line of each row: those that are ranked together stand together."""
    groups = {group.id: number for number, group in enumerate(plan.scheme.groups)}
    periods = {period: number for number, period in enumerate(plan.scheme.periods)}
    keys = base.frame.select("period", "group", "unit", "row").rows()
    order = sorted(range(len(keys)), key=lambda row: (periods[keys[row][0]], groups[keys[row][1]], keys[row][2]))
    lines = [0] * len(order)
    for line, row in enumerate(order):
        lines[row] = line
    return lines
