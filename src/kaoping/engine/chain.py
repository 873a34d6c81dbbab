"""The chain of one node: formulas row by row, group operations over populations, reductions to a coarser key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from kaoping.engine.comparing import compared, keep_within, placed, statistic_of
from kaoping.engine.gather import Averaged, Figures
from kaoping.engine.grain import Grain
from kaoping.engine.growth import GROWTH, Growths
from kaoping.engine.messages import NOT_POSITIVE
from kaoping.engine.plan import FormulaTask, GroupTask, NodePlan, ReductionTask
from kaoping.engine.problems import faults_of_figures, faults_of_grain, faults_of_growths, faults_of_part
from kaoping.engine.reduction import kept_words, reduce
from kaoping.engine.settings import resolved
from kaoping.engine.sources import Sources, record_sources
from kaoping.engine.state import Codes, Faults, Mask, Reduced, Vector, Walk
from kaoping.errors import Problem
from kaoping.formula import Fault, Formula
from kaoping.rules import aggregations
from kaoping.scheme.row_tables import WORDS

__all__ = ["Chained", "of_figures", "of_part", "run_chain"]


@dataclass(slots=True)
class Chained:
    """One node on its way through its chain: x, and what formulas may name beside it.

    at: the rows of x while several may stand for one base row. delivered: what an indicator read. figures: the same,
    while the rows of x are still those. status: why base rows have no value. refused: base rows about which a problem
    was reported. reduced: what its reductions did, in order.
    """

    node: NodePlan
    x: Vector
    data: dict[str, Vector]
    status: Codes
    refused: Mask
    delivered: Figures | None = None
    figures: Figures | None = None
    at: Grain | None = None
    reduced: list[Reduced] = field(default_factory=list)


def of_figures(state: Walk, node: NodePlan, figures: Figures) -> Chained:
    """Begin the chain of an indicator: its figures as vectors, derived ones included."""
    reading = state.reading
    vectors: dict[str, Vector] = {}
    known: dict[int, Vector] = {}
    growths: dict[str, Growths] = {}
    for name, column in figures.columns.items():
        if isinstance(column, Growths):
            growths[name] = column
        elif name in WORDS and not isinstance(column, Averaged):
            vectors[name] = reading.words(column)
        elif id(column) in known:
            vectors[name] = known[id(column)]
        else:
            vectors[name] = known[id(column)] = reading.column(column)
    at = figures.grain if figures.is_finer else None
    refused = np.zeros(state.base.height, np.bool_)
    begun = Chained(node, vectors["x"], vectors, figures.grain.status, refused, figures, figures, at)
    problems: dict[int, Problem] = {}
    for name, growth in growths.items():
        vectors[name], faults = _grown(state, growth)
        rows = growth.at[np.array([row for row, _ in faults], np.int64)]
        refused[figures.grain.row[rows]] = True
        problems = faults_of_growths(state, node, figures, growth, faults) | problems
    state.problems.extend(problems[base] for base in sorted(problems))
    return begun


def _grown(state: Walk, growth: Growths) -> tuple[Vector, Faults]:
    """Compute growth from two figures each, and the mean where it is that of peers."""
    reading = state.reading
    names = {"actual": reading.column(growth.actual), "previous": reading.column(growth.previous)}
    vector, faults = reading.formula(GROWTH, names, len(growth.at))
    faults = [*faults, *_inverted(state, GROWTH, names, vector)]
    if growth.peer is not None:
        every = np.ones(growth.height, np.bool_)
        vector, _ = reading.reduce(aggregations()["mean"], vector, None, growth.at, growth.height, every)
    return vector, faults


def of_part(state: Walk, node: NodePlan, x: Vector, children: dict[str, Vector], status: Codes) -> Chained:
    """Begin the chain of a part: the combined value, its children beside it."""
    return Chained(node, x, children, status, np.zeros(state.base.height, np.bool_))


def run_chain(state: Walk, chained: Chained) -> None:
    """Run every task of the node."""
    for number, task in enumerate(chained.node.tasks, start=1):
        chained.data["x"] = chained.x
        if isinstance(task, FormulaTask):
            _formula(state, chained, number, task)
        elif isinstance(task, GroupTask):
            _group(state, chained, number, task)
        else:
            _reduction(state, chained, number, task)


def _report(state: Walk, chained: Chained, formula: Formula | None, faults: Faults) -> None:
    """Report faults at the rows of x: with file and row where these are still the figures delivered.

    formula: whose faults they are; None of a reduction, whose rows are no longer those.
    """
    rows, figures, at = np.array([row for row, _ in faults], np.int64), chained.figures, chained.at
    if figures is not None and formula is not None:
        chained.refused[figures.grain.row[rows]] = True
        state.problems.extend(faults_of_figures(state, chained.node, figures, formula, faults))
    elif at is not None:
        chained.refused[at.row[rows]] = True
        state.problems.extend(faults_of_grain(state, chained.node, at, faults))
    else:
        chained.refused[rows] = True
        state.problems.extend(faults_of_part(state, chained.node, faults))


def _formula(state: Walk, chained: Chained, number: int, task: FormulaTask) -> None:
    """Compute one formula with everything its names stand for."""
    node, at = chained.node, chained.at
    for _, over in (*task.statistics.values(), *task.operations.values()):
        chained.data[over] = state.reading.compared(chained.data[over])
    names = {name: vector for name, vector in chained.data.items() if name in task.formula.names}
    names |= _settings(state, chained, task)
    height = state.base.height if at is None else len(at.row)
    if task.statistics or task.operations:
        among = compared(state, node, at)
        for name, (statistic, over) in task.statistics.items():
            key = (node.id, number, name.partition(".")[0], over)
            names[name] = statistic_of(state, among, key, statistic, chained.data[over])
        if state.frozen is not None or among.population.members is not None:
            keep_within(state, node, task, names, height)
        for name, (operation, over) in task.operations.items():
            key = (node.id, number, operation.id, over)
            names[name] = placed(state, among, key, operation, chained.data[over], node.ties)
    chained.x, faults = state.reading.formula(task.formula, names, height)
    if task.rule is not None and task.rule.is_ratio:
        faults = [*faults, *_inverted(state, task.formula, names, chained.x)]
    _report(state, chained, task.formula, faults)
    if state.trace is not None:
        taken_over = {over: chained.data[over] for _, over in (*task.statistics.values(), *task.operations.values())}
        state.trace.step(node.id, number, names, taken_over, chained.x, at)


def _inverted(state: Walk, formula: Formula, names: Mapping[str, Vector], after: Vector) -> Faults:
    """Give the rows that divide by a negative figure: better and worse would change places, so they are refused."""
    there = ~state.reading.absent(after)
    faults: Faults = []
    for name in sorted(formula.divisors):
        floats = state.reading.floats(names[name])
        for row in np.flatnonzero(there & (floats < 0)).tolist():
            faults.append((row, Fault(NOT_POSITIVE, 0, 0, {"name": name, "figure": f"{floats[row]:.12g}"})))
    return faults


def _settings(state: Walk, chained: Chained, task: FormulaTask) -> dict[str, Vector]:
    """Give full points, weight and the rule's parameters, at the key of the step."""
    node = chained.node
    found: dict[str, Vector] = {}
    for name in task.formula.names:
        if name in task.settings:
            vector = resolved(state, name, task.settings[name], node.id)
        elif name in ("full", "weight"):
            number = node.full if name == "full" else node.weight
            vector = state.reading.constant(None if number is None else Fraction(number), state.base.height)
        else:
            continue
        found[name] = vector if chained.at is None else state.reading.take(vector, chained.at.row)
    return found


def _group(state: Walk, chained: Chained, number: int, task: GroupTask) -> None:
    """Run a group operation over x."""
    node, before = chained.node, state.reading.compared(chained.x)
    key = (node.id, number, task.operation.id, "x")
    chained.x = placed(state, compared(state, node, chained.at), key, task.operation, before, task.ties)
    if state.trace is not None:
        names = {"x": before, task.operation.id: chained.x}
        state.trace.step(node.id, number, names, {"x": before}, chained.x, chained.at)


def _reduction(state: Walk, chained: Chained, number: int, task: ReductionTask) -> None:
    """Reduce x; formulas may name x and the keys kept from here on."""
    reading, at, x = state.reading, chained.at, chained.x
    if at is None:  # pragma: no cover -- a sound scheme reduces only finer rows
        raise TypeError(chained.node.id)
    counts = np.ones(len(at.row), np.bool_)
    if task.step.where is not None:
        holds = reading.floats(_beside(state, chained, task.step.where, counts))
        counts = holds != 0
        # A condition that cannot be decided leaves the row without a value: it is not silently left out.
        x = reading.fill(x, np.isnan(holds), reading.constant(None, len(counts)))
    weights = None if task.weight is None else _beside(state, chained, task.weight, counts)
    found, faults = reduce(state, chained.node, task, at, x, weights, counts)
    if task.step.uncertainty is not None:
        sources = Sources(x, at.row, (found.into >= 0) & (found.status == 0))
        record_sources(state, chained.node, number, sources, found.together, task.step.uncertainty.multiplier)
    if state.trace is not None:
        state.trace.reduced(chained.node.id, number, found)
    chained.reduced.append(found)
    chained.x, chained.at, chained.figures, chained.data = found.after, found.to, None, {}
    if found.to is None:
        chained.status = found.why
    else:
        chained.data = {name: reading.words(text) for name, text in kept_words(found.to).items()}
    _report(state, chained, None, faults)


def _beside(state: Walk, chained: Chained, formula: Formula, counts: Mask) -> Vector:
    """Compute a formula over the rows of x that does not change x: a weight, a condition; faults where rows count."""
    names = {name: vector for name, vector in chained.data.items() if name in formula.names}
    names |= _settings(state, chained, FormulaTask(formula, {}, {}, {}, None))
    height = state.base.height if chained.at is None else len(chained.at.row)
    vector, faults = state.reading.formula(formula, names, height)
    _report(state, chained, formula, [(row, fault) for row, fault in faults if counts[row]])
    return vector
