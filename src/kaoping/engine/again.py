"""The stages after the indicators, again: for studies that ask what other weights, or one node less, would make.

A study keeps what stage 2 gave at the indicators and walks the parts over it, in columns. A draw is one more key: rows
of all draws stand below each other in one frame, and populations and rankings keep the draws apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import polars as pl

from kaoping.engine.base import Base, base_rows
from kaoping.engine.column_reading import ColumnReading
from kaoping.engine.correction import still_defined
from kaoping.engine.definition import definitions
from kaoping.engine.findings import barred, demoted
from kaoping.engine.gather import Gathering
from kaoping.engine.grade import graded
from kaoping.engine.intake import Tables
from kaoping.engine.nodes import walk_indicators, walk_parts
from kaoping.engine.parameters import Parameters
from kaoping.engine.plain_draws import Drawn, plain_draws
from kaoping.engine.plan import ADJUSTED, NodePlan, Plan, plan_of
from kaoping.engine.rank import in_places
from kaoping.engine.state import GIVEN, LEFT_OUT, STATUS_WORDS, Absence, NodeValues, Walk, Weight
from kaoping.engine.statistics import Frozen
from kaoping.engine.title import titles
from kaoping.formula import Precision
from kaoping.scheme.model import Scheme

__all__ = ["Standings", "again", "kept", "standings"]

_DIGITS = 50
_DRAW = "#draw"  # no column of units can be called so


def kept(scheme: Scheme, tables: Tables, *, frozen: Frozen | None = None) -> Walk:
    """Give the indicators as a walk whose parts are still to be computed; raises `DataError` as scoring does.

    They are walked once more and not read from the result: its 12 digits would break ties that the whole numbers have.
    """
    plan, base = plan_of(scheme), base_rows(scheme, tables)
    reading, told = ColumnReading(Precision(_DIGITS)), definitions(plan)
    known = None if frozen is None else still_defined(plan, frozen)
    state = Walk(plan, base, Gathering(base, tables, scheme), Parameters(tables), reading, told, frozen=known)
    walk_indicators(state)
    return state


def again(
    walk: Walk,
    *,
    draws: int = 1,
    weights: Mapping[str, Drawn] | None = None,
    without: str | None = None,
) -> Walk:
    """Walk the parts over the indicators of a walk (see `kept`).

    draws: so many copies of the rows, draw by draw. weights: by part, one weight for each of its children in each draw.
    without: an indicator, or the node of the penalties, that is left out for every unit as if the scheme did not have
    it, with its own weights. Raises `DataError` where a part cannot be computed.
    """
    plan, drawn = walk.plan, weights or {}
    state = Walk(
        plan,
        _copied(walk.base, draws),
        walk.gathering,
        walk.parameters,
        ColumnReading(walk.reading.precision),
        walk.definitions,
        frozen=walk.frozen,
    )
    if draws > 1 and without is None and (plain := plain_draws(walk, draws, drawn)) is not None:
        state.values = plain
        return state
    state.weights = _in_rows(drawn, walk.base.height) if without is None else _weights_without(plan, without)
    for node in plan.nodes:
        if node.id == without:
            state.values[node.id] = _left_out(state, beside=_is_beside(plan, node))
        elif node.indicator is not None:
            state.values[node.id] = _tiled(walk.values[node.id], draws)
    walk_parts(state)
    return state


def _in_rows(weights: Mapping[str, Drawn], height: int) -> dict[str, Sequence[Weight]]:
    """Give drawn weights as columns: one number a row, draw by draw."""
    return {
        part: [pl.Series(np.repeat(own[:, child], height)) for child in range(own.shape[1])]
        for part, own in weights.items()
    }


def _weights_without(plan: Plan, without: str) -> dict[str, Sequence[Weight]]:
    """Give the weights of the part above a node with zero for it, so that nothing counts as lost."""
    node = plan.node(without)
    above = None if node.parent is None or _is_beside(plan, node) else plan.node(node.parent).combination
    if above is None:
        return {}
    weights = tuple(
        Fraction(0) if child == without else weight for child, weight in zip(above.children, above.weights, strict=True)
    )
    return {str(node.parent): weights} if any(weights) else {}


def _is_beside(plan: Plan, node: NodePlan) -> bool:
    """Tell whether a node stands in bonus, deductions or penalties, where nobody takes a weight over."""
    if plan.root == ADJUSTED:
        return False
    while node.parent not in (None, ADJUSTED):
        node = plan.node(str(node.parent))
    return node.id != plan.root


def _copied(base: Base, draws: int) -> Base:
    """Repeat the rows; the number of the draw keeps the copies apart."""
    if draws == 1:
        return base
    numbers = pl.Series(_DRAW, np.repeat(np.arange(draws), base.height))
    row = pl.int_range(pl.len(), dtype=pl.Int64).alias("row")
    return Base(pl.concat([base.frame] * draws).with_columns(row, numbers), base.found, (*base.apart, _DRAW))


def _tiled(values: NodeValues, draws: int) -> NodeValues:
    """Repeat what a node gave."""
    absence = values.absence
    points, before = (np.tile(vector.to_numpy(), draws) for vector in (values.points, values.before))
    return replace(
        values,
        points=pl.Series(points, nan_to_null=True),
        before=pl.Series(before, nan_to_null=True),
        absence=Absence(
            np.tile(absence.state, draws), np.tile(absence.status, draws), pl.concat([absence.treatment] * draws)
        ),
        figure=None,
        lost=np.tile(values.lost, draws),
        refused=np.tile(values.refused, draws),
        unzeroed=None if values.unzeroed is None else _tiled(values.unzeroed, draws),
    )


def _left_out(state: Walk, *, beside: bool) -> NodeValues:
    """Give a node that has no value for anybody; one beside the tree, that adds nothing and takes nothing off."""
    height = state.base.height
    points = state.reading.constant(Fraction(0) if beside else None, height)
    state_of, status = (GIVEN, 0) if beside else (LEFT_OUT, STATUS_WORDS.index("not_applicable"))
    treatment = pl.repeat("", height, dtype=pl.String, eager=True)
    absence = Absence(np.full(height, state_of, np.int8), np.full(height, status, np.int8), treatment)
    return NodeValues(points, points, absence, None, np.zeros(height), np.zeros(height, np.bool_))


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
    ranking = in_places(state).with_columns(draw=pl.col("row") // height)
    shown: list[str | pl.Expr] = ["draw", pl.col("row") % height, "key", "points", "rank", "count", "from_last"]
    if not grades:
        return Standings(ranking.select(shown), pl.DataFrame(schema=_TITLED))
    lowering, barring = demoted(scheme, state.base.found), barred(scheme, state.base.found)
    frames: list[pl.DataFrame] = []
    titled: list[tuple[int, int, str]] = []
    for number, drawn in enumerate(ranking.partition_by("draw", maintain_order=True)):
        graded_rows = graded(scheme, drawn, lowering)
        frame = drawn.with_columns(
            pl.Series("standing", [entry.standing for entry in graded_rows], dtype=pl.Int64),
            pl.Series("grade", [entry.grade for entry in graded_rows], dtype=pl.String),
        )
        frames.append(frame)
        rows = {(period, unit): at for at, (period, unit) in enumerate(frame.select("period", "unit").iter_rows())}
        awarded = titles(scheme, frame, barring)
        titled.extend((number, rows[line.period, line.unit], line.id) for line in awarded if line.unit)
    found = pl.DataFrame(titled, schema=_TITLED, orient="row")
    return Standings(pl.concat(frames).select(*shown, "standing", "grade"), found)
