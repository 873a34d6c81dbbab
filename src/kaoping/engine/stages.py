"""The stages after the nodes: rank, grade, outcome; the same way for every reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import polars as pl

from kaoping.engine.findings import barred, demoted
from kaoping.engine.grade import graded
from kaoping.engine.intake import Tables
from kaoping.engine.outcome import Earlier, outcomes
from kaoping.engine.predecessors import predecessors
from kaoping.engine.rank import further_rankings, ranked, texts_of
from kaoping.engine.result import further_table, outcome_table, ranking_table
from kaoping.engine.result_names import Key, ResultNames
from kaoping.engine.state import Mask, Walk
from kaoping.engine.tiers import tier_table
from kaoping.engine.title import Awarded, checked_titles, first_places, titles
from kaoping.formula import plain
from kaoping.rules import Floats

__all__ = ["StageTables", "stage_tables"]


@dataclass(frozen=True, slots=True)
class StageTables:
    """What the stages after the nodes give, as tables of the result."""

    ranking: pl.DataFrame
    outcomes: pl.DataFrame
    rankings: pl.DataFrame
    tiers: pl.DataFrame


def stage_tables(state: Walk, tables: Tables, previous: Sequence[Earlier]) -> StageTables:
    """Rank, grade and draw the conclusions; raises `SchemeError` for titles with more places than their grade."""
    scheme = state.plan.scheme
    ranking = ranked(state)
    checked_titles(scheme, ranking)
    grades = graded(scheme, ranking, demoted(scheme, state.base.found))
    ranking = ranking.with_columns(
        pl.Series("standing", [entry.standing for entry in grades], dtype=pl.Int64),
        pl.Series("grade", [entry.grade for entry in grades], dtype=pl.String),
    )
    awarded: list[Awarded] = titles(scheme, ranking, barred(scheme, state.base.found))
    titled: dict[tuple[str, str], list[str]] = {}
    for line in awarded:
        if line.holds == "yes":
            titled.setdefault((line.period, line.unit), []).append(line.id)
    table = ranking_table(state, ranking, grades, awarded)
    further = further_rankings(state)
    tiers = tier_table(state, ranking, further)

    def points_at(node: str) -> dict[Key, object]:
        keys = state.base.frame.select("period", "unit").iter_rows()
        return {
            (period, unit): text for (period, unit), text in zip(keys, texts_of(state, node, "rounded"), strict=True)
        }

    names = ResultNames(scheme, tables, points_at, further, tiers)
    awarded += first_places(scheme, ranking, _compared(state, names))
    awarded += outcomes(scheme, ranking, titled, names, previous, predecessors(tables.predecessors))
    return StageTables(table, outcome_table(awarded), further_table(further), tiers)


def _compared(state: Walk, names: ResultNames) -> dict[tuple[str, str], Floats]:
    """Give what first places go by, by row.

    Points that stand in for an absent figure, or follow from one that was filled in, win no first place.
    """
    found: dict[tuple[str, str], Floats] = {}
    keys = state.base.frame.select("period", "unit").rows()
    for by, node in {(first.by, node) for first in state.plan.scheme.first_places for node in first.of}:
        if by == "points":
            own = np.where(_is_own(state, node), state.reading.keys(state.values[node].points), np.nan)
        else:
            figures = names.figure(node, "actual")
            texts = [plain(figure) if isinstance(figure := figures[key], Fraction) else "nan" for key in keys]
            own = np.array(texts, np.float64)
        found[by, node] = own
    return found


def _is_own(state: Walk, name: str) -> Mask:
    """Tell the rows whose points at a node follow from what was delivered."""
    is_own: Mask = state.values[name].absence.status == 0
    if name in state.filled:
        filled = state.filled[name]
        is_own = is_own & (np.bincount(filled.row[filled.way > 0], minlength=len(is_own)) == 0)
    return is_own
