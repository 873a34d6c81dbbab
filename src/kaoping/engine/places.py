"""Places in a population: how many are better, equal, worse. Figures are floats at 12 significant digits."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kaoping.engine.base import Rows
from kaoping.rules import Floats, GroupOperation, Number, Ties

__all__ = ["places_among", "places_of"]


def places_of(
    operation: GroupOperation, keys: Floats, population: Rows, *, higher: bool, ties: Ties
) -> list[Number | None]:
    """Place every figure among those of its population; a missing one (not a number) has none and counts for nobody."""
    out: list[Number | None] = [None] * len(keys)
    there = np.flatnonzero(~np.isnan(keys))
    rows = there[np.lexsort((keys[there], population[there]))]
    edges = np.flatnonzero(np.diff(population[rows])) + 1
    for members in np.split(rows, edges):
        figures, inverse, counts = np.unique(keys[members], return_inverse=True, return_counts=True)
        places = _distinct(operation, figures, counts, higher=higher, ties=ties)
        for row, at in zip(members.tolist(), inverse.tolist(), strict=True):
            out[row] = places[at]
    return out


def _distinct(operation: GroupOperation, figures: Floats, counts: Rows, *, higher: bool, ties: Ties) -> list[Number]:
    """Place each distinct figure of one population; figures rise."""
    upto = np.cumsum(counts)
    whole, distinct = int(counts.sum()), len(figures)
    places: list[Number] = []
    for at, (equal, last) in enumerate(zip(counts.tolist(), upto.tolist(), strict=True)):
        below, above = last - equal, whole - last
        better, worse = (above, below) if higher else (below, above)
        places.append(operation.place(better, equal, worse, distinct - 1 - at if higher else at, ties))
    return places


def places_among(
    operation: GroupOperation, mine: Mapping[str, float], frozen: Mapping[str, float], *, higher: bool, ties: Ties
) -> dict[str, Number]:
    """Place units among the frozen figures of their population: a changed figure is inserted, no other moves.

    mine: unit -> its figure now. frozen: unit -> its recorded figure.
    """
    figures, counts = np.unique(np.array(list(frozen.values()), np.float64), return_counts=True)
    upto = np.concatenate(([0], np.cumsum(counts)))
    places: dict[str, Number] = {}
    for unit, figure in mine.items():
        left, right = (int(np.searchsorted(figures, figure, side)) for side in ("left", "right"))
        below, above = [int(upto[left]), left], [int(upto[-1] - upto[right]), len(figures) - right]
        equal = int(upto[right] - upto[left]) + 1
        own = frozen.get(unit)
        if own == figure:
            equal -= 1
        elif own is not None:
            side = below if own < figure else above
            side[0] -= 1
            side[1] -= int(counts[np.searchsorted(figures, own)] == 1)
        better, worse = (above, below) if higher else (below, above)
        places[unit] = operation.place(better[0], equal, worse[0], better[1], ties)
    return places
