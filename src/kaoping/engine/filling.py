"""Missing figures filled in before the first step, by the ways of the scheme in their order, and marked as filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import polars as pl

from kaoping.engine.base import Rows
from kaoping.engine.comparing import at_grain, statistic_of
from kaoping.engine.gather import Figures
from kaoping.engine.plan import NodePlan
from kaoping.engine.settings import resolved
from kaoping.engine.state import Filled, Mask, Vector, Walk
from kaoping.engine.statistics import NO_STEP
from kaoping.formula import parse
from kaoping.rules import statistics
from kaoping.scheme.model import Fill, Setting, columns_of

__all__ = ["BETWEEN", "DELIVERED", "fill_missing"]

BETWEEN: Final = parse("earlier + (later - earlier) * step / gap")
"""The straight line between two figures: `step` periods after the earlier of two that are `gap` periods apart."""
DELIVERED: Final = "delivered"
_MISSING: Final = 1  # index of STATUS_WORDS


def fill_missing(state: Walk, node: NodePlan, figures: Figures, x: Vector) -> tuple[Vector, Filled | None]:
    """Fill what is missing of x, the figures delivered; None where the scheme fills nothing."""
    ways = () if node.indicator is None else node.indicator.data.fill
    if not ways:
        return x, None
    reading, height = state.reading, len(figures.grain.row)
    still: Mask = (figures.grain.status == _MISSING) & reading.absent(x)
    way = np.zeros(height, np.int8)
    names: dict[str, pl.Series] = {}
    filled = x
    for number, one in enumerate(ways, start=1):
        if one.take in ("earlier", "interpolated"):
            found = _nearest(figures, one, still)
            names |= {f"{name}.{number}": column for name, column in found.items()}
            values = _from_nearest(state, one, found, height)
        else:
            values = _supplied(state, node, figures, one, x)
        hit = still & ~reading.absent(values)
        filled = reading.fill(filled, hit, values)
        way[hit] = number
        still = still & ~hit
    return filled, Filled(ways, way, figures.grain.row, names, filled)


def _from_nearest(state: Walk, way: Fill, found: Mapping[str, pl.Series], height: int) -> Vector:
    """Give the figure before, or the one on the line between that before and that after."""
    vectors = {name: state.reading.column(column) for name, column in found.items()}
    if way.take == "earlier":
        return vectors["earlier"]
    values, _ = state.reading.formula(BETWEEN, vectors, height)  # two figures are at least two periods apart
    return values


def _nearest(figures: Figures, way: Fill, still: Mask) -> dict[str, pl.Series]:
    """Give the nearest figure before and after each row that is to be filled, and how far they are, as text."""
    most = way.within or 0
    apart = most if way.take == "earlier" else most - 1
    before, back = _first(figures, range(-1, -apart - 1, -1), still)
    if way.take == "earlier":
        return {"earlier": before, "step": _text(back)}
    after, ahead = _first(figures, range(1, apart + 1), still)
    is_near = (back > 0) & (ahead > 0) & (back + ahead <= most)
    nothing = pl.repeat(None, len(is_near), dtype=pl.String, eager=True)
    columns = {"earlier": before, "later": after, "step": _text(back), "gap": _text(back + ahead)}
    return {name: column.zip_with(pl.Series(is_near), nothing) for name, column in columns.items()}


def _first(figures: Figures, shifts: range, still: Mask) -> tuple[pl.Series, Rows]:
    """Give the first figure that stands at some shifts, in their order, and how many periods away it is (0: none)."""
    found = pl.repeat(None, len(still), dtype=pl.String, eager=True)
    far = np.zeros(len(still), np.int64)
    for shift in shifts:
        column = figures.nearby[shift]
        hit = still & (far == 0) & column.is_not_null().to_numpy()
        found = column.zip_with(pl.Series(hit), found)
        far[hit] = abs(shift)
    return found, far


def _text(numbers: Rows) -> pl.Series:
    return pl.Series(numbers).cast(pl.String)


def _supplied(state: Walk, node: NodePlan, figures: Figures, way: Fill, x: Vector) -> Vector:
    """Give the mean or median of what those compared delivered, or the number of table `parameters`."""
    if way.take == "parameter":
        return state.reading.take(resolved(state, way.name or "", Setting(), node.id), figures.grain.row)
    at = figures.grain if figures.is_finer else None
    everyone = state.base.population(columns_of(way.of or "all"), None)
    among = at_grain(state, everyone, at, higher=node.higher_is_better)
    delivered = state.reading.compared(x)
    return statistic_of(state, among, (node.id, NO_STEP, way.take, DELIVERED), statistics()[way.take], delivered)
