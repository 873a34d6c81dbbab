"""Places in a population as formulas: how many are better, equal, worse, and what the operation makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Literal

import numpy as np

from kaoping.cells.book import Content, Place, Span, rendered
from kaoping.cells.grids import Grid
from kaoping.cells.labels import WORDS, Label
from kaoping.cells.layout import Layout
from kaoping.cells.vectors import content_of
from kaoping.engine.state import Placing
from kaoping.formula import Value, snapped_text
from kaoping.rules import Floats

__all__ = ["digits_column", "placed_columns"]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row that has a place: the figures it is placed among, and how many are better, equal and worse.

    itself: whether its own figure is among them as it is (`as_it_is`), as another one (the cell `held`), or not at all.
    """

    span: Span
    itself: Literal["as_it_is", "another", "not"]
    held: Place
    better: int
    equal: int
    worse: int
    distinct: int


def digits_column(
    grid: Grid, title: Label, label: Label, places: Sequence[Place], keys: Sequence[float]
) -> Sequence[Place]:
    """Add a column with 12 significant digits of another one, by which units are compared."""
    formulas = [
        None if isnan(key) else rendered(f'IF({{a}}="","",{snapped_text("{a}")})', {"a": place}, grid.name)
        for place, key in zip(places, keys, strict=True)
    ]
    return grid.computed(title, label, formulas, ["" if isnan(key) else key for key in keys])


def placed_columns(
    layout: Layout, title: Label, grid: Grid, placing: Placing, keys: Floats, held: Floats, values: Sequence[Value]
) -> Sequence[Place]:
    """Add the columns of a group operation; gives where the places stand."""
    compared = digits_column(grid, title, WORDS["digits"], placing.vector.places, keys.tolist())
    others = compared
    if placing.held is not placing.vector:
        others = digits_column(grid, title, WORDS["held"], placing.held.places, held.tolist())
    rows = _rows(layout, title, placing, (keys, compared), (held, others))
    better, worse = (">", "<") if placing.higher else ("<", ">")
    columns = {
        word[0]: _counted(grid, title, word, sign, rows, compared)
        for word, sign in (("better", better), ("equal", "="), ("worse", worse))
    }
    operation = placing.operation
    template = operation.cells("{b}", "{e}", "{w}", "{d}", placing.ties)
    if "{d}" in template:
        columns["d"] = _distinct(grid, title, rows, compared, better)
    formulas: list[str | None] = [None] * len(values)
    for row in rows:
        cells = {name: column[row] for name, column in columns.items()}
        formulas[row] = rendered(f'IF({{b}}="","",{template})', cells, grid.name)
    label = Label(operation.zh, operation.en)
    return grid.computed(title, label, formulas, [content_of(value) for value in values])


def _counted(
    grid: Grid, title: Label, word: str, sign: str, rows: Mapping[int, _Row], compared: Sequence[Place]
) -> Sequence[Place]:
    """Add how many of those that count are better, equal or worse; a unit that does not count is equal to itself."""
    formulas: list[str | None] = [None] * len(compared)
    contents: list[Content] = [""] * len(compared)
    for row, found in rows.items():
        span = found.span.seen_from(grid.name)
        itself = "+1" if word == "equal" and found.itself != "as_it_is" else ""
        if word != "equal" and found.itself == "another":
            itself = f"-({{h}}{sign}{{k}})"
        text = f'IF({{k}}="","",SUMPRODUCT(ISNUMBER({span})*({span}{sign}{{k}})){itself})'
        formulas[row] = rendered(text, {"k": compared[row], "h": found.held}, grid.name)
        contents[row] = float(getattr(found, word))
    return grid.computed(title, WORDS[word], formulas, contents)


def _distinct(
    grid: Grid, title: Label, rows: Mapping[int, _Row], compared: Sequence[Place], sign: str
) -> Sequence[Place]:
    """Add how many different figures are better: each counts as one by as many as share it."""
    formulas: list[str | None] = [None] * len(compared)
    contents: list[Content] = [""] * len(compared)
    for row, found in rows.items():
        span = found.span.seen_from(grid.name)
        shares = f'ISNUMBER({span})*({span}{sign}{{k}})/COUNTIF({span},{span}&"")'
        own = f"-({{h}}{sign}{{k}})*(COUNTIF({span},{{h}})=1)" if found.itself == "another" else ""
        text = f'IF({{k}}="","",ROUND(SUMPRODUCT({shares}),0){own})'
        formulas[row] = rendered(text, {"k": compared[row], "h": found.held}, grid.name)
        contents[row] = float(found.distinct)
    return grid.computed(title, WORDS["distinct"], formulas, contents)


def _rows(
    layout: Layout,
    title: Label,
    placing: Placing,
    own: tuple[Floats, Sequence[Place]],
    others: tuple[Floats, Sequence[Place]],
) -> dict[int, _Row]:
    """Find who is placed among whom, and count. own, others: keys and cells of the rows, and of those held."""
    out: dict[int, _Row] = {}
    (keys, compared), (held, places) = own, others
    counts = np.ones(len(keys), np.bool_) if placing.counts is None else placing.counts
    there = ~np.isnan(keys)
    for at in np.unique(placing.of[there]).tolist():
        members = np.flatnonzero((placing.of == at) & counts).tolist()
        shown = [content_of(None) if np.isnan(held[row]) else float(held[row]) for row in members]
        rows = np.flatnonzero((placing.of == at) & there).tolist()
        if all(content == "" for content in shown):
            if placing.counts is None:  # each is placed alone
                out |= {
                    row: _Row(layout.lists.span(title, [compared[row]], [keys[row]]), "as_it_is", None, 0, 1, 0, 0)
                    for row in rows
                }
            continue
        span = layout.lists.span(title, [places[row] for row in members], shown)
        for row in rows:
            out[row] = _row(placing, (keys, held), members, row, span, places[row])
    return out


def _row(
    placing: Placing, keys: tuple[Floats, Floats], members: Sequence[int], row: int, span: Span, held_at: Place
) -> _Row:
    """Count the others: a unit is placed as if it alone came to them."""
    own, held = keys[0][row], keys[1]
    figures = held[[other for other in members if other != row]]
    above, below = figures > own, figures < own
    better, worse = (above, below) if placing.higher else (below, above)
    is_member = row in members and not np.isnan(held[row])
    itself: Literal["as_it_is", "another", "not"] = "not"
    if is_member:
        itself = "as_it_is" if held[row] == own else "another"
    counted = (int(better.sum()), int((figures == own).sum()) + 1, int(worse.sum()), len(np.unique(figures[better])))
    return _Row(span, itself, held_at, *counted)
