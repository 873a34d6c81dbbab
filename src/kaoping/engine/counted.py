"""How many units make places: the one spot that says who counts towards a quota or the division of a title's places.

A unit that is not graded is left out here, so that it neither fills nor frees a place.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kaoping.scheme.model import Counted

__all__ = ["Counts", "counts_of"]

Counts = Mapping[Counted, int]


def counts_of(frame: pl.DataFrame) -> Counts:
    """Count the units of one group and period.

    frame: one row a unit with `not_graded`; `key` is what they are ranked on. Before the ranking there is no key, and
    who is ranked is not known yet.
    """
    frame = frame.filter(pl.col("not_graded") == "")
    counts: dict[Counted, int] = {"assessed": frame.height}
    if "key" in frame.columns:
        counts["ranked"] = frame["key"].count()
    return counts
