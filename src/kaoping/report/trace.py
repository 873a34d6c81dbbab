"""The way through the nodes, heard by a second, exact walk over the recorded inputs and the frozen statistics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias, TypeVar, cast

import numpy as np
import polars as pl

from kaoping.engine import STATUS_WORDS, Frozen, NodePlan, Plan, Stored, Walk, plan_of, walk_exactly
from kaoping.engine.gather import Figures
from kaoping.engine.grain import Grain
from kaoping.engine.messages import NO_SUCH_UNIT, NOT_REPRODUCED
from kaoping.engine.state import Reduced
from kaoping.errors import DataError, EngineError, Problem
from kaoping.formula import Fault, Formula, Precision, Value, exact
from kaoping.report.messages import SEVERAL_UNITS, near
from kaoping.report.printed import as_printed

__all__ = ["Combined", "Compiled", "Heard", "HeardReduction", "HeardRow", "Walked", "unit_of", "verify", "walk_again"]

Found = TypeVar("Found")
Compiled: TypeAlias = "Callable[[Mapping[str, Value], Precision], Value | Fault]"


@dataclass(frozen=True)
class Heard:
    """One step of one figure row: its texts at a finer key (else empty), the names' values, the x after it."""

    number: int
    label: str
    about: str
    names: Mapping[str, Value]
    taken_over: Mapping[str, Value]
    after: Value

    @cached_property
    def printed(self) -> Mapping[str, Value]:
        """The names' values as a reader of the printed figures sees them."""
        return as_printed(self.names)


@dataclass(frozen=True, slots=True)
class Combined:
    """One combination: the children that took part with their points, and the value they gave."""

    children: Mapping[str, Value]
    after: Value


@dataclass(frozen=True, slots=True)
class HeardRow:
    """One row of a reduction: its label, x and weight; a status where it does not count (else empty)."""

    label: str
    x: Value
    weight: Value
    status: str


@dataclass(slots=True)
class HeardReduction:
    """One number made of several rows.

    label: empty where it is the unit's one figure. rows: those looked at. together: the number made of those that
    have a value. after: the same after `empty` and the cap.
    """

    label: str
    rows: list[HeardRow]
    together: Value
    after: Value


@dataclass(slots=True)
class _Listener:
    """Hears a walk; a base row stands for one unit in one scored period."""

    steps: dict[tuple[str, int], list[Heard]] = field(default_factory=dict)
    reductions: dict[tuple[str, int, int], list[HeardReduction]] = field(default_factory=dict)
    left_out: dict[tuple[str, int, int], list[str]] = field(default_factory=dict)
    combinations: dict[tuple[str, int], Combined] = field(default_factory=dict)

    def step(
        self,
        node: str,
        number: int,
        names: Mapping[str, Any],  # vectors
        taken_over: Mapping[str, Any],  # vectors
        after: Any,  # a vector
        at: Grain | None,
    ) -> None:
        rows = range(len(after)) if at is None else at.row.tolist()
        nothing = [""] * len(after)
        labels, about = (nothing, nothing) if at is None else (at.label.to_list(), at.about.to_list())
        for index, row in enumerate(rows):
            values, placed = ({name: vector[index] for name, vector in given.items()} for given in (names, taken_over))
            heard = Heard(number, labels[index], about[index], values, placed, after[index])
            self.steps.setdefault((node, row), []).append(heard)

    def reduced(self, node: str, number: int, reduced: Reduced) -> None:
        to, at = reduced.to, reduced.at
        rows = range(len(reduced.after)) if to is None else to.row.tolist()
        labels = [""] * len(reduced.after) if to is None else to.label.to_list()
        heard = [
            HeardReduction(label, [], together, after)
            for label, together, after in zip(labels, reduced.together, reduced.after, strict=True)
        ]
        for row, one in zip(rows, heard, strict=True):
            self.reductions.setdefault((node, number, row), []).append(one)
        for index in np.flatnonzero(reduced.into < 0).tolist():
            self.left_out.setdefault((node, number, int(at.row[index])), []).append(at.label[index])
        for index in np.flatnonzero(reduced.into >= 0).tolist():
            weight = Fraction(1) if reduced.weights is None else reduced.weights[index]
            status = STATUS_WORDS[reduced.status[index]]
            heard[reduced.into[index]].rows.append(HeardRow(at.label[index], reduced.x[index], weight, status))

    def combined(self, node: str, values: Mapping[str, Any], exists: Mapping[str, Any], after: Any) -> None:  # vectors
        for row, value in enumerate(after):
            children = {name: vector[row] for name, vector in values.items() if bool(exists[name][row])}
            self.combinations[node, row] = Combined(children, value)


@dataclass(frozen=True, slots=True)
class Walked:
    """What was heard: steps and combinations by (node, row), reductions by (node, step, row), and the walk itself.

    rows: unit -> period -> row. left_out: the labels of rows that a reduction does not look at.
    """

    plan: Plan
    walk: Walk
    nodes: Mapping[str, NodePlan]
    rows: Mapping[str, Mapping[str, int]]
    steps: Mapping[tuple[str, int], list[Heard]]
    reductions: Mapping[tuple[str, int, int], list[HeardReduction]]
    left_out: Mapping[tuple[str, int, int], list[str]]
    combinations: Mapping[tuple[str, int], Combined]
    frozen: Frozen
    figures_known: dict[str, Figures] = field(default_factory=dict)
    compiled: dict[tuple[str, int], Compiled] = field(default_factory=dict)
    known: dict[tuple[str, str, int], object] = field(default_factory=dict)

    def figures(self, node: NodePlan) -> Figures:
        """Give the figures an indicator read, at their own key."""
        if node.id not in self.figures_known:
            self.figures_known[node.id] = self.walk.gathering.figures(node)
        return self.figures_known[node.id]

    def compute(self, node: NodePlan, number: int, formula: Formula) -> Compiled:
        """Give the exact reading of a step's formula, compiled once."""
        key = (node.id, number)
        if key not in self.compiled:
            self.compiled[key] = exact(formula)
        return self.compiled[key]

    def once(self, what: str, node: str, row: int, find: Callable[[], Found]) -> Found:
        """Find something about a node and row once, for both languages."""
        key = (what, node, row)
        if key not in self.known:
            self.known[key] = find()
        return cast("Found", self.known[key])

    def points(self, node_id: str, row: int) -> Value:
        """Give the points of a node."""
        found: Value = self.walk.values[node_id].points[row]
        return found

    def decimals_taken(self, node_id: str) -> int | None:
        """Give the decimals of what the parent takes of a node: its points, or its rank, which has none."""
        return None if self.nodes[node_id].take_rank is not None else self.decimals(node_id)

    def decimals(self, node_id: str) -> int | None:
        """Give the decimals a node is officially rounded to; None where it is not."""
        rounding = self.nodes[node_id].rounding
        return None if rounding is None else rounding.decimals


def walk_again(stored: Stored, unit: str | None = None) -> Walked:
    """Walk one unit again, or all; raises `EngineError` where that does not give the recorded points."""
    plan, frozen, listener = plan_of(stored.scheme), stored.frozen(), _Listener()
    units = stored.tables.units if unit is None else stored.tables.units.filter(pl.col("unit") == unit)
    tables = replace(stored.tables, units=units)
    walk = walk_exactly(plan, tables, frozen=frozen, trace=listener)
    rows: dict[str, dict[str, int]] = {}
    for row, period, name in walk.base.frame.select("row", "period", "unit").iter_rows():
        rows.setdefault(name, {})[period] = row
    verify(stored.scores, walk)
    nodes = {node.id: node for node in plan.nodes}
    return Walked(
        plan,
        walk,
        nodes,
        rows,
        listener.steps,
        listener.reductions,
        listener.left_out,
        listener.combinations,
        frozen,
    )


def unit_of(stored: Stored, wanted: str) -> str:
    """Find a unit by its id, else by its only title; raises `DataError` with the nearest names."""
    names = stored.ranking.select("unit", "title_zh", "title_en").unique(maintain_order=True)
    if names.filter(pl.col("unit") == wanted).height:
        return wanted
    found = names.filter((pl.col("title_zh") == wanted) | (pl.col("title_en") == wanted))["unit"].unique()
    if len(found) == 1:
        return str(found[0])
    if len(found):
        values = {"count": str(len(found)), "title": wanted, "known": ", ".join(found.sort())}
        raise DataError([Problem(SEVERAL_UNITS, None, values)])
    raise DataError([Problem(NO_SUCH_UNIT, None, {"unit": wanted} | near(wanted, names.iter_rows()))])


def verify(scores: pl.DataFrame, walk: Walk) -> None:
    """Compare the points of every node with those recorded; raises `EngineError` where they differ."""
    recorded = {
        (period, unit, node): points
        for period, unit, node, points in scores.select("period", "unit", "node", "points").iter_rows()
    }
    keys = walk.base.frame.select("period", "unit").rows()
    problems = []
    for node in walk.plan.nodes:
        decimals = None if node.rounding is None else node.rounding.decimals
        for (period, unit), now in zip(keys, walk.reading.texts(walk.values[node.id].points, decimals), strict=True):
            before = recorded[period, unit, node.id]
            if not _same(before, now):
                values = {"period": period, "unit": unit, "node": node.id, "recorded": str(before), "now": str(now)}
                problems.append(Problem(NOT_REPRODUCED, None, values))
    if problems:
        raise EngineError(problems)


def _same(recorded: str | None, now: str | None) -> bool:
    """Compare printed points: equal, or (a result of columns) equal to 1e-9 relative."""
    if recorded == now or recorded is None or now is None:
        return recorded == now
    return bool(np.isclose(float(recorded), float(now), rtol=1e-9, atol=1e-12))
