"""The workbook of a result: the engine's walk in cells, then ranks and grades, then what is to be known about it."""

from __future__ import annotations

from dataclasses import replace

from kaoping.cells.about import about_sheets
from kaoping.cells.book import Book, Ref, rendered
from kaoping.cells.labels import STATUS, TREATMENT, WORDS
from kaoping.cells.layout import Layout
from kaoping.cells.reading import CellsReading
from kaoping.cells.standing import standing_columns
from kaoping.cells.vectors import Cells, content_of
from kaoping.engine import STATUS_WORDS, NodePlan, Plan, Result, Stored, Walk, frozen_from, plan_of, walk_by
from kaoping.engine.base import base_rows
from kaoping.report.trace import verify

__all__ = ["workbook"]


def workbook(result: Result | Stored) -> Book:
    """Give a result as a workbook in which every figure is a live formula, or is listed as computed by Kaoping.

    Raises `EngineError` where the points recorded are not found again.
    """
    plan = plan_of(result.scheme)
    layout = Layout(plan, base_rows(plan.scheme, result.tables))
    walk = _walked(plan, layout, result)
    verify(result.scores, walk)
    standing_columns(layout, walk)
    layout.finish()
    about_sheets(layout, result)
    return layout.book


def _walked(plan: Plan, layout: Layout, result: Result | Stored) -> Walk:
    """Walk all nodes; each has its points in a column of its own before its parent takes them."""
    reading, run = CellsReading(layout), run_of_statistics(result)
    frozen = None if run is None else frozen_from(result.statistics, run)
    done: list[tuple[Walk, NodePlan]] = []
    for state, node in walk_by(plan, result.tables, reading, frozen=frozen, trace=reading):
        for earlier in done[-1:]:
            _finish(layout, *earlier)
        reading.begin(state, node)
        done.append((state, node))
    _finish(layout, *done[-1])
    return done[-1][0]


def run_of_statistics(result: Result | Stored) -> str | None:
    """Give the run whose statistics were used, where they are not the result's own."""
    return result.frozen if isinstance(result, Result) else result.facts["frozen"]


def _finish(layout: Layout, walk: Walk, node: NodePlan) -> None:
    """Put the points of a node into a column of their own, with what was done where something was absent."""
    values, grid, title = walk.values[node.id], layout.base_of(node), layout.title(node)
    before: Cells = values.before
    points: Cells = values.points
    formulas = [
        rendered('IF({a}="","",{a})' if isinstance(place, Ref) else "{a}", {"a": place}, grid.name)
        if place is not None
        else None
        for place in points.places
    ]
    decimals = None if node.rounding is None else node.rounding.decimals
    places = grid.computed(title, WORDS["points"], formulas, [content_of(value) for value in points.values], decimals)
    official = Cells(points.values, lambda _: places, grid=layout.inputs)
    walk.values[node.id] = replace(values, points=official, before=official if before is points else before)
    absence = values.absence
    if absence.status.any():
        said = [
            f"{STATUS[STATUS_WORDS[status]].both()}：{TREATMENT[treatment].both()}" if status else None
            for status, treatment in zip(absence.status.tolist(), absence.treatment, strict=True)
        ]
        grid.given(title, WORDS["status"], said)
