"""What-if 模拟测算: the result beside the one that something changed would have given."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from kaoping.engine import Earlier, Stored, score
from kaoping.study.case import case_of
from kaoping.study.change import Change, changed

__all__ = ["what_if"]

_COMPARED = ("total", "rank", "grade", "titles")


def what_if(
    stored: Stored, changes: Sequence[Change], *, previous: Sequence[Earlier] = (), keep_statistics: bool = False
) -> pl.DataFrame:
    """Score again with all changes: period, unit, group, then total, rank, grade and titles before and after.

    Rows as in the ranking of the result; a unit that is left out has nothing after. Cells are text as published.
    previous: the earlier results that the run went by. keep_statistics: go by the statistics of the result, so that
    only what changed moves; else they are computed again. Raises `SchemeError`, `DataError` as scoring does.
    """
    case = changed(case_of(stored), changes)
    frozen = stored.frozen() if keep_statistics else case.frozen
    after = score(case.scheme, case.tables, previous=previous, frozen=frozen).ranking
    keys = ["period", "unit", "group"]
    before = stored.ranking.select(*keys, *_COMPARED)
    beside = after.select("period", "unit", *(pl.col(name).alias(f"{name}_if") for name in _COMPARED))
    found = before.join(beside, on=["period", "unit"], how="left", maintain_order="left")
    differs = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_if")) for name in _COMPARED)
    order = [column for name in _COMPARED for column in (name, f"{name}_if")]
    return found.select(*keys, *order, differs.alias("differs"))
