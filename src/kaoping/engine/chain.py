"""The chain of one node: formulas row by row, group operations over populations, reductions to a coarser key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from kaoping.engine.comparing import FILLED, Compared, compared, keep_guests_within, keep_within, placed, statistic_of
from kaoping.engine.deriving import derived, inverted
from kaoping.engine.filling import fill_missing
from kaoping.engine.gather import Averaged, Figures
from kaoping.engine.grain import Grain
from kaoping.engine.growth import Growths
from kaoping.engine.plan import FormulaTask, GroupTask, NodePlan, ReductionTask
from kaoping.engine.problems import faults_of_figures, faults_of_grain, faults_of_part
from kaoping.engine.reduction import kept_words, reduce
from kaoping.engine.settings import resolved
from kaoping.engine.sources import Sources, record_sources
from kaoping.engine.state import Codes, Faults, Mask, Reduced, Vector, Walk
from kaoping.engine.variables import Derived, Used, lacked
from kaoping.formula import Formula
from kaoping.scheme.row_tables import WORDS

__all__ = ["Chained", "of_figures", "of_part", "run_chain"]


@dataclass(slots=True)
class Chained:
    """One node on its way through its chain: x, and what formulas may name beside it.

    at: the rows of x while several may stand for one base row. delivered: what an indicator read. figures: the same,
    while the rows of x are still those. status: why base rows have no value. refused: base rows about which a problem
    was reported. reduced: what its reductions did, in order. used: the variables at the rows of x. guests: rows of x
    whose figure was filled in, or was reduced from such, and that count in no statistic; None where there are none.
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
    used: Mapping[str, Used] = field(default_factory=dict)
    guests: Mask | None = None


def of_figures(state: Walk, node: NodePlan, figures: Figures) -> Chained:
    """Begin the chain of an indicator: its figures as vectors, derived ones and variables included."""
    reading = state.reading
    vectors: dict[str, Vector] = {}
    known: dict[int, Vector] = {}
    for name, column in figures.columns.items():
        if isinstance(column, Growths | Derived):
            continue
        if name in WORDS and not isinstance(column, Averaged):
            vectors[name] = reading.words(column)
        elif id(column) in known:
            vectors[name] = known[id(column)]
        else:
            vectors[name] = known[id(column)] = reading.column(column)
    refused = np.zeros(state.base.height, np.bool_)
    vectors |= derived(state, node, figures, refused) | _columns(state, figures.used)
    at = figures.grain if figures.is_finer else None
    vectors["x"], filled = fill_missing(state, node, figures, vectors["x"])
    begun = Chained(node, vectors["x"], vectors, figures.grain.status, refused, figures, figures, at, used=figures.used)
    if filled is not None:
        state.filled[node.id], vectors["actual"] = filled, vectors["x"]
        if filled.way.any() and node.indicator is not None and node.indicator.data.filled_figures != "counted":
            begun.guests = filled.way > 0
    first = figures.columns["x"]
    if isinstance(first, Derived):
        _lack(state, begun, first.formula.names)
    return begun


def _columns(state: Walk, used: Mapping[str, Used]) -> dict[str, Vector]:
    """Give the figures of variables as vectors."""
    return {name: state.reading.column(column) for one in used.values() for name, column in one.columns.items()}


def _lack(state: Walk, chained: Chained, names: frozenset[str]) -> None:
    """Say of rows without x, and without a word of their own, what the variables of a formula say."""
    if not names & chained.used.keys():
        return
    own = chained.status if chained.at is None else chained.at.status
    rows = state.reading.absent(chained.x) & (own == 0)
    status = np.where(rows, lacked(names, chained.used, len(own)), own)
    if chained.at is None:
        chained.status = status
    else:
        chained.at = replace(chained.at, status=status)


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
            names[name] = statistic_of(state, _counting(chained, among, over), key, statistic, chained.data[over])
        if state.frozen is not None or among.population.members is not None:
            keep_within(state, node, task, names, height)
        if chained.guests is not None:
            keep_guests_within(state, node, task, names, chained.guests)
        for name, (operation, over) in task.operations.items():
            key = (node.id, number, operation.id, over)
            names[name] = placed(state, _counting(chained, among, over), key, operation, chained.data[over], node.ties)
    chained.x, faults = state.reading.formula(task.formula, names, height)
    if task.rule is not None and task.rule.is_ratio:
        faults = [*faults, *inverted(state, task.formula, names, chained.x)]
    _lack(state, chained, task.formula.names)
    _report(state, chained, task.formula, faults)
    if state.trace is not None:
        taken_over = {over: chained.data[over] for _, over in (*task.statistics.values(), *task.operations.values())}
        state.trace.step(node.id, number, names, taken_over, chained.x, at)


def _counting(chained: Chained, among: Compared, over: str) -> Compared:
    """Give who counts where units are compared by a figure: none whose figure was filled in, unless they count too."""
    return among if chained.guests is None or over not in FILLED else among.without(chained.guests)


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
    among = _counting(chained, compared(state, node, chained.at), "x")
    chained.x = placed(state, among, key, task.operation, before, task.ties)
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
    if chained.guests is not None:
        rows = found.into[chained.guests & (found.into >= 0)]
        chained.guests = np.bincount(rows, minlength=len(found.after)) > 0
    whole = {} if chained.delivered is None else chained.delivered.whole
    chained.x, chained.at, chained.figures = found.after, found.to, None
    if found.to is None:
        chained.status, chained.used, chained.data = found.why, whole, {}
    else:
        chained.used = {name: used.at(found.to.row) for name, used in whole.items()}
        chained.data = {name: reading.words(text) for name, text in kept_words(found.to).items()}
    chained.data |= _columns(state, chained.used)
    _report(state, chained, None, faults)


def _beside(state: Walk, chained: Chained, formula: Formula, counts: Mask) -> Vector:
    """Compute a formula over the rows of x that does not change x: a weight, a condition; faults where rows count."""
    names = {name: vector for name, vector in chained.data.items() if name in formula.names}
    names |= _settings(state, chained, FormulaTask(formula, {}, {}, {}, None))
    height = state.base.height if chained.at is None else len(chained.at.row)
    vector, faults = state.reading.formula(formula, names, height)
    _report(state, chained, formula, [(row, fault) for row, fault in faults if counts[row]])
    return vector
