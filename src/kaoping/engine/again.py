"""The stages after the indicators, again: for studies that ask what other weights, or one node less, would make.

A study keeps what stage 2 gave at the indicators and walks the parts over it, in columns. A draw is one more key: rows
of all draws stand below each other in one frame, each draw a period of its own, so that nothing is compared across.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from kaoping.engine.base import Base, base_rows
from kaoping.engine.column_reading import ColumnReading
from kaoping.engine.definition import definitions
from kaoping.engine.findings import barred, demoted
from kaoping.engine.gather import Gathering
from kaoping.engine.grade import graded
from kaoping.engine.intake import Tables
from kaoping.engine.nodes import walk_parts
from kaoping.engine.parameters import Parameters
from kaoping.engine.plan import plan_of
from kaoping.engine.rank import ranked
from kaoping.engine.state import BLANK, GIVEN, LEFT_OUT, STATUS_WORDS, Absence, NodeValues, Walk, Weight
from kaoping.engine.statistics import Frozen
from kaoping.engine.title import titles
from kaoping.formula import Precision
from kaoping.scheme.model import Scheme

__all__ = ["Standings", "again", "kept", "standings"]

_DIGITS = 50


def kept(scheme: Scheme, tables: Tables, scores: pl.DataFrame, *, frozen: Frozen | None = None) -> Walk:
    """Give the indicators of a result as a walk whose parts are still to be computed.

    scores: the table of the result, points as recorded (12 significant digits, or officially rounded).
    """
    plan, base = plan_of(scheme), base_rows(scheme, tables)
    reading, told = ColumnReading(Precision(_DIGITS)), definitions(plan)
    state = Walk(plan, base, Gathering(base, tables, scheme), Parameters(tables), reading, told, frozen=frozen)
    for at, node in enumerate(plan.nodes):
        if node.indicator is not None:
            state.values[node.id] = _recorded(scores[at :: len(plan.nodes)])
    return state


def _recorded(scores: pl.DataFrame) -> NodeValues:
    """Give what one indicator gave to its parent in every row."""
    points, treatment = scores["points"].cast(pl.Float64), scores["treatment"]
    absent = points.is_null().to_numpy()
    states = np.where(absent, np.where((treatment == "share_again").to_numpy(), LEFT_OUT, BLANK), GIVEN).astype(np.int8)
    status = scores["status"].replace_strict(STATUS_WORDS, range(len(STATUS_WORDS)), return_dtype=pl.Int8).to_numpy()
    height = scores.height
    return NodeValues(
        points, points, Absence(states, status, treatment), None, np.zeros(height), np.zeros(height, np.bool_)
    )


def again(
    walk: Walk,
    *,
    draws: int = 1,
    weights: Mapping[str, Sequence[Weight]] | None = None,
    without: str | None = None,
) -> Walk:
    """Walk the parts over the indicators of a walk (see `kept`).

    draws: so many copies of the rows, draw by draw. weights: by part, one weight for each of its children, each one
    number or one number a row. without: an indicator that is left out for every unit; its weight goes to its siblings.
    Raises `DataError` where a part cannot be computed.
    """
    state = Walk(
        walk.plan,
        _copied(walk.base, draws),
        walk.gathering,
        walk.parameters,
        ColumnReading(walk.reading.precision),
        walk.definitions,
        frozen=walk.frozen,
        weights=weights or {},
    )
    for node in walk.plan.nodes:
        if node.id == without:
            state.values[node.id] = _left_out(state.base.height)
        elif node.indicator is not None:
            state.values[node.id] = _tiled(walk.values[node.id], draws)
    walk_parts(state)
    return state


def _copied(base: Base, draws: int) -> Base:
    """Repeat the rows; the period of a copy is that of the row with the number of the draw behind it."""
    if draws == 1:
        return base
    numbers = pl.Series(np.repeat(np.arange(draws), base.height)).cast(pl.String)
    frame = pl.concat([base.frame] * draws).with_columns(
        pl.int_range(pl.len(), dtype=pl.Int64).alias("row"), period=pl.col("period") + "#" + numbers
    )
    found = {(f"{period}#{draw}", unit): own for draw in range(draws) for (period, unit), own in base.found.items()}
    return Base(frame, found)


def _tiled(values: NodeValues, draws: int) -> NodeValues:
    """Repeat what a node gave."""
    absence = values.absence
    return replace(
        values,
        points=pl.concat([values.points] * draws, rechunk=True),
        before=pl.concat([values.before] * draws, rechunk=True),
        absence=Absence(
            np.tile(absence.state, draws), np.tile(absence.status, draws), pl.concat([absence.treatment] * draws)
        ),
        figure=None,
        lost=np.tile(values.lost, draws),
        refused=np.tile(values.refused, draws),
    )


def _left_out(height: int) -> NodeValues:
    """Give a node that has no value for anybody, and whose weight is shared again."""
    nothing = pl.repeat(None, height, dtype=pl.Float64, eager=True)
    treatment = pl.repeat("share_again", height, dtype=pl.String, eager=True)
    absence = Absence(np.full(height, LEFT_OUT, np.int8), np.full(height, 2, np.int8), treatment)
    return NodeValues(nothing, nothing, absence, None, np.ones(height), np.zeros(height, np.bool_))


@dataclass(frozen=True, slots=True)
class Standings:
    """Who stands where in every draw: rows draw by draw, in the order of the rows scored.

    frame: draw, row (of the draw), key, points, rank, count, from_last; with grades also standing and grade.
    titles: draw, row, title; only titles that were awarded, none where they were not asked for.
    """

    frame: pl.DataFrame
    titles: pl.DataFrame


_TITLED = {"draw": pl.Int64, "row": pl.Int64, "title": pl.String}


def standings(state: Walk, draws: int, *, grades: bool) -> Standings:
    """Rank every draw and, where asked, grade it and award its titles, by the stages of the engine."""
    scheme, height = state.plan.scheme, state.base.height // draws
    ranking = ranked(state).with_columns(draw=pl.col("row") // height)
    shown: list[str | pl.Expr] = ["draw", pl.col("row") % height, "key", "points", "rank", "count", "from_last"]
    if not grades:
        return Standings(ranking.select(shown), pl.DataFrame(schema=_TITLED))
    graded_rows = graded(scheme, ranking, demoted(scheme, state.base.found))
    ranking = ranking.with_columns(
        pl.Series("standing", [entry.standing for entry in graded_rows], dtype=pl.Int64),
        pl.Series("grade", [entry.grade for entry in graded_rows], dtype=pl.String),
    )
    awarded = titles(scheme, ranking, barred(scheme, state.base.found))
    places = {
        (period, unit): (draw, row)
        for draw, row, period, unit in ranking.select("draw", "row", "period", "unit").iter_rows()
    }
    titled = [(*places[line.period, line.unit], line.id) for line in awarded if line.unit]
    frame = pl.DataFrame(titled, schema=_TITLED, orient="row").with_columns(pl.col("row") % height)
    return Standings(ranking.select(*shown, "standing", "grade"), frame)
