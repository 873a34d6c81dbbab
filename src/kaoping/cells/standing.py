"""Ranks, grades and the final standing of the official ranking, on the sheet of the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kaoping.cells.grades import grade_columns
from kaoping.cells.labels import WORDS, Label, joined
from kaoping.cells.layout import Layout
from kaoping.cells.ranks import RankedBy, rank_columns
from kaoping.engine import Walk
from kaoping.engine.plan import ADJUSTED
from kaoping.engine.rank import points_of, ranked
from kaoping.scheme.model import Criterion

__all__ = ["standing_columns"]

_RANKING = Label("排名", "Ranking")


def standing_columns(layout: Layout, walk: Walk) -> None:
    """Add the ranking of each group of each period, then grades, where the scheme has them."""
    numbers, grid = layout.plan.scheme.numbers, layout.base_of(layout.plan.node(ADJUSTED))
    frame = ranked(walk)
    first = Criterion(of=ADJUSTED, order=numbers.order)
    criteria = [_criterion(layout, walk, one) for one in (first, *(numbers.then or ()))]
    is_ranked = frame["key"].is_not_null().to_numpy()
    main = criteria[0]
    criteria[0] = RankedBy(main.places, np.where(is_ranked, main.keys, np.nan), main.higher, WORDS["ranked_by"])
    among = _among(layout)
    columns = rank_columns(grid, _RANKING, criteria, among, numbers.ties)
    grade_columns(layout, walk, frame, among, columns)


def _criterion(layout: Layout, walk: Walk, one: Criterion) -> RankedBy:
    vector = points_of(walk, one.of, layout.plan.scheme.numbers.rank_on)
    label = joined(WORDS["digits"], layout.title(layout.plan.node(one.of)))
    return RankedBy(vector.places, walk.reading.keys(vector), one.order == "higher_is_better", label)


def _among(layout: Layout) -> Mapping[int, Sequence[int]]:
    """Give the rows of the same group and period, in the order of their lines."""
    groups: dict[tuple[str, str], list[int]] = {}
    lines = layout.inputs.lines
    for row, period, group in layout.base.frame.select("row", "period", "group").iter_rows():
        groups.setdefault((period, group), []).append(row)
    members = [sorted(rows, key=lambda row: lines[row]) for rows in groups.values()]
    return {row: rows for rows in members for row in rows}
