"""Ranks of one order of units as formulas: the figures ranked by, who is better, who is equal, the rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from kaoping.cells.book import Content, Place, Ref, Span, rendered
from kaoping.cells.grids import Grid
from kaoping.cells.labels import WORDS, Label
from kaoping.engine.base import Mask
from kaoping.formula import snapped_text
from kaoping.rules import Floats, Ties, group_operations

__all__ = ["Among", "RankedBy", "rank_columns", "span_over"]

_LAST = "1E+300"  # without a figure at a further criterion a unit comes after those with one


@dataclass(frozen=True, slots=True)
class RankedBy:
    """One figure that units are ordered by: its places, its keys (not a number where none), what it is."""

    places: Sequence[Place]
    keys: Floats
    higher: bool
    label: Label


Among = Mapping[int, Sequence[int]]
"""Row → the rows that it is ranked among, as they stand one below the other."""


def span_over(places: Sequence[Place], rows: Sequence[int]) -> Span:
    """Give the span of a column over rows that stand one below the other."""
    first, last = places[rows[0]], places[rows[-1]]
    if not isinstance(first, Ref) or not isinstance(last, Ref):  # pragma: no cover -- columns are made of cells
        raise TypeError(rows)
    return Span(first, last)


def rank_columns(
    grid: Grid, title: Label, criteria: Sequence[RankedBy], among: Among, ties: Ties
) -> Mapping[str, Sequence[Place]]:
    """Add the columns of one order; gives `key`, `place` and `rank`. Rows without the first figure have none."""
    is_there = ~np.isnan(criteria[0].keys)
    columns = [_key_column(grid, title, one, is_there, is_first=at == 0) for at, one in enumerate(criteria)]
    rows = [row for row in among if is_there[row]]
    tests = {row: _tests(grid, criteria, columns, among[row], row) for row in rows}
    counts = _counts(criteria, among, is_there)
    add = partial(_column, grid, title, len(is_there))
    better = add(
        WORDS["better"],
        {row: f"SUMPRODUCT({test})" for row, (test, _) in tests.items()},
        {row: count[0] for row, count in counts.items()},
    )
    equal = add(
        WORDS["equal"],
        {row: f"SUMPRODUCT({same})" for row, (_, same) in tests.items()},
        {row: count[1] for row, count in counts.items()},
    )
    distinct = better
    if ties == "dense":
        shares = add(
            WORDS["share"],
            {row: rendered("1/{e}", {"e": equal[row]}, grid.name) if row in tests else "0" for row in among},
            {row: 1 / counts[row][1] if row in tests else 0 for row in among},
        )
        distinct = add(
            WORDS["distinct"],
            {
                row: f"ROUND(SUMPRODUCT({test},{span_over(shares, among[row]).seen_from(grid.name)}),0)"
                for row, (test, _) in tests.items()
            },
            {row: count[2] for row, count in counts.items()},
        )
    operation = group_operations()["rank"]
    template = operation.cells("{b}", "{e}", "", "{d}", ties)
    cells = {row: {"b": better[row], "e": equal[row], "d": distinct[row]} for row in rows}
    place = add(
        WORDS["place"],
        {row: rendered("{b}+1", cells[row], grid.name) for row in rows},
        {row: count[0] + 1 for row, count in counts.items()},
    )
    rank = add(
        WORDS["rank"],
        {row: rendered(template, cells[row], grid.name) for row in rows},
        {row: float(operation.place(*count[:2], 0, count[2], ties)) for row, count in counts.items()},
    )
    return {"key": columns[0], "place": place, "rank": rank}


def _tests(
    grid: Grid, criteria: Sequence[RankedBy], columns: Sequence[Sequence[Place]], among: Sequence[int], row: int
) -> tuple[str, str]:
    """Give the conditions, over all units ranked, of being better than a row, and of being equal to it."""
    spans = [span_over(column, among).seen_from(grid.name) for column in columns]
    own = [rendered("{k}", {"k": column[row]}, grid.name) for column in columns]
    signs = [">" if one.higher else "<" for one in criteria]
    pairs = list(zip(spans, signs, own, strict=True))
    better, same = "", "*".join(f"({span}={key})" for span, _, key in pairs)
    for span, sign, key in reversed(pairs):
        better = f"(({span}{sign}{key})+({span}={key})*{better})" if better else f"({span}{sign}{key})"
    return f"ISNUMBER({spans[0]})*{better}", f"ISNUMBER({spans[0]})*{same}"


def _counts(criteria: Sequence[RankedBy], among: Among, is_there: Mask) -> Mapping[int, tuple[int, int, int]]:
    """Count for each row how many are better, how many equal, and how many different ones are better."""
    signed = [np.where(np.isnan(one.keys), -np.inf, one.keys if one.higher else -one.keys) for one in criteria]
    keys = list(zip(*(column.tolist() for column in signed), strict=True))
    out = {}
    for row, others in among.items():
        if is_there[row]:
            theirs = [keys[other] for other in others if is_there[other]]
            better = [key for key in theirs if key > keys[row]]
            out[row] = (len(better), theirs.count(keys[row]), len(set(better)))
    return out


def _key_column(grid: Grid, title: Label, one: RankedBy, is_there: Mask, *, is_first: bool) -> Sequence[Place]:
    last = f"-{_LAST}" if one.higher else _LAST
    otherwise = '""' if is_first else last
    formulas: list[str | None] = []
    contents: list[Content] = []
    for row, (place, key) in enumerate(zip(one.places, one.keys.tolist(), strict=True)):
        if not is_there[row]:
            formulas.append(None)
            contents.append("")
            continue
        text = f'IF({{a}}="",{otherwise},{snapped_text("{a}")})'
        formulas.append(rendered(text, {"a": place}, grid.name))
        contents.append(float(last) if np.isnan(key) else key)
    return grid.computed(title, one.label, formulas, contents)


def _column(
    grid: Grid, title: Label, height: int, label: Label, texts: Mapping[int, str], contents: Mapping[int, float]
) -> Sequence[Place]:
    formulas = [texts.get(row) for row in range(height)]
    return grid.computed(title, label, formulas, [contents.get(row, "") for row in range(height)])
