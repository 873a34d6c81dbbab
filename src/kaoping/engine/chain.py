"""The chain of one node: formulas row by row, group operations over populations, reductions to the base key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from kaoping.engine.gather import Averaged, Figures
from kaoping.engine.messages import NO_STATISTIC, NOT_POSITIVE
from kaoping.engine.places import places_among, places_of
from kaoping.engine.plan import FormulaTask, GroupTask, NodePlan, ReductionTask
from kaoping.engine.problems import faults_of_figures, faults_of_part
from kaoping.engine.settings import resolved
from kaoping.engine.state import Codes, Faults, Mask, Vector, Walk
from kaoping.engine.statistics import StatisticKey, recorded
from kaoping.errors import DataError, Problem
from kaoping.formula import Fault, Formula, parse
from kaoping.rules import GroupOperation, Number, Statistic, Ties

__all__ = ["Chained", "of_figures", "of_part", "run_chain"]

_CAP = parse("min(x, cap)")
_WITHIN = parse("min(max(x, min(best, worst)), max(best, worst))")
_WORDS = frozenset({"kind", "option", "respondent_class", "rater_class"})
_NOT_APPLICABLE, _EXCUSED = 2, 3  # indices of STATUS_WORDS


@dataclass(slots=True)
class Chained:
    """One node on its way through its chain: x, and what formulas may name beside it (nothing after a reduction).

    figures: of an indicator. at: the same while several rows may stand for one base row.
    status: why base rows have no value. refused: base rows about which a problem was reported.
    """

    node: NodePlan
    x: Vector
    data: dict[str, Vector]
    status: Codes
    refused: Mask
    figures: Figures | None = None
    at: Figures | None = None


def of_figures(state: Walk, node: NodePlan, figures: Figures) -> Chained:
    """Begin the chain of an indicator: its figures as vectors, derived ones included."""
    reading = state.reading
    vectors: dict[str, Vector] = {}
    for name, column in figures.columns.items():
        if column is figures.columns["x"] and vectors:
            vectors[name] = vectors["x"]
        elif name in _WORDS and not isinstance(column, Averaged):
            vectors[name] = reading.words(column)
        else:
            vectors[name] = reading.column(column)
    at = figures if figures.is_finer else None
    refused = np.zeros(state.base.height, np.bool_)
    begun = Chained(node, vectors["x"], vectors, figures.status, refused, figures, at)
    for name in node.derived.keys() & node.names:
        vectors[name], faults = reading.formula(node.derived[name], vectors, len(figures.row))
        _report(state, begun, [*faults, *_inverted(state, node.derived[name], vectors, vectors[name])], figures)
    return begun


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
            _reduction(state, chained, task)


def _report(state: Walk, chained: Chained, faults: Faults, figures: Figures | None) -> None:
    """Report faults, at figure rows where figures are given, else at base rows."""
    rows = np.array([row for row, _ in faults], np.int64)
    chained.refused[rows if figures is None else figures.row[rows]] = True
    if figures is None:
        state.problems.extend(faults_of_part(state, chained.node, faults))
    else:
        state.problems.extend(faults_of_figures(state, chained.node, figures, faults))


def _formula(state: Walk, chained: Chained, number: int, task: FormulaTask) -> None:
    """Compute one formula with everything its names stand for."""
    node, at = chained.node, chained.at
    names = {name: vector for name, vector in chained.data.items() if name in task.formula.names}
    names |= _settings(state, chained, task)
    for name, (statistic, over) in task.statistics.items():
        names[name] = _statistic(state, node, (node.id, number, statistic.id, over), statistic, chained.data[over])
    if state.frozen is not None:
        _keep_within(state, names)
    for name, (operation, over) in task.operations.items():
        key = (node.id, number, operation.id, over)
        names[name] = _placed(state, node, key, operation, chained.data[over], node.ties)
    height = state.base.height if at is None else len(at.row)
    chained.x, faults = state.reading.formula(task.formula, names, height)
    if task.rule is not None and task.rule.is_ratio:
        faults = [*faults, *_inverted(state, task.formula, names, chained.x)]
    is_reduced = at is None and chained.figures is not None and chained.figures.is_finer
    _report(state, chained, faults, None if is_reduced else chained.figures)
    if state.trace is not None:
        state.trace.step(node.id, number, names, chained.x, at)


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


def _statistic(state: Walk, node: NodePlan, key: StatisticKey, statistic: Statistic, vector: Vector) -> Vector:
    """Give each row the statistic of its population: computed and recorded, or looked up where frozen."""
    population = state.base.population(node.within)
    if state.frozen is None:
        found = state.reading.statistic(statistic, vector, population, higher=node.higher_is_better)
        state.records.extend(
            recorded(key, name, "", number)
            for name, number in zip(population.names, found, strict=True)
            if number is not None
        )
    else:
        found = [state.frozen.scalars.get((key, name)) for name in population.names]
        present = np.unique(population.of[~state.reading.absent(vector)])
        lacking = [population.names[at] for at in present if found[at] is None and statistic.is_always_defined]
        if lacking:
            raise DataError([_no_statistic(key, name) for name in lacking])
    return state.reading.take(state.reading.numbers(found), population.of)


def _keep_within(state: Walk, names: dict[str, Vector]) -> None:
    """Let a figure beyond the frozen best or worst count as that one: places between them end there."""
    for best in [name for name in names if name.partition(".")[0] == "best"]:
        over = best.partition(".")[2] or "x"
        worst = best.replace("best", "worst", 1)
        if worst in names and over in names:
            ends = {"x": names[over], "best": names[best], "worst": names[worst]}
            names[over], _ = state.reading.formula(_WITHIN, ends, state.base.height)


def _group(state: Walk, chained: Chained, number: int, task: GroupTask) -> None:
    """Run a group operation over x."""
    node, before = chained.node, chained.x
    key = (node.id, number, task.operation.id, "x")
    chained.x = _placed(state, node, key, task.operation, before, task.ties)
    if state.trace is not None:
        state.trace.step(node.id, number, {"x": before, task.operation.id: chained.x}, chained.x, None)


def _placed(
    state: Walk, node: NodePlan, key: StatisticKey, operation: GroupOperation, vector: Vector, ties: Ties
) -> Vector:
    """Give each row its place in its population; the ordered figures are recorded, or looked up where frozen."""
    population, higher = state.base.population(node.within), node.higher_is_better
    keys = state.reading.keys(vector)
    there = np.flatnonzero(~np.isnan(keys))
    units = state.base.frame["unit"]
    if state.frozen is None:
        state.records.extend(
            recorded(key, population.names[population.of[row]], units[row], Fraction(repr(float(keys[row]))))
            for row in there.tolist()
        )
        return state.reading.numbers(places_of(operation, keys, population.of, higher=higher, ties=ties))
    out: list[Number | None] = [None] * len(keys)
    for at in np.unique(population.of[there]):
        name = population.names[at]
        if (key, name) not in state.frozen.ordered:
            raise DataError([_no_statistic(key, name)])
        mine = {units[row]: (row, float(keys[row])) for row in there[population.of[there] == at].tolist()}
        figures = {unit: figure for unit, (_, figure) in mine.items()}
        placed = places_among(operation, figures, state.frozen.ordered[key, name], higher=higher, ties=ties)
        for unit, (row, _) in mine.items():
            out[row] = placed[unit]
    return state.reading.numbers(out)


def _no_statistic(key: StatisticKey, population: tuple[str, str]) -> Problem:
    """Report a statistic that the frozen table lacks."""
    node, step, statistic, _ = key
    period, group = population
    values = {"node": node, "step": str(step), "statistic": statistic, "period": period, "group": group}
    return Problem(NO_STATISTIC, None, values)


def _reduction(state: Walk, chained: Chained, task: ReductionTask) -> None:
    """Reduce to the base key: rows that are not applicable or excused do not count, missing ones fall under `need`."""
    reading, height, at = state.reading, state.base.height, chained.at
    if at is None:  # pragma: no cover -- a sound scheme reduces finer figures, and once
        raise TypeError(chained.node.id)
    weights, absent = None, reading.absent(chained.x)
    if task.weight is not None:
        names = chained.data | _settings(state, chained, FormulaTask(task.weight, {}, {}, {}, None))
        weights, faults = reading.formula(task.weight, names, len(at.row))
        _report(state, chained, faults, at)
        absent = absent | reading.absent(weights)
    missing = absent & (at.status != _NOT_APPLICABLE) & (at.status != _EXCUSED)
    given = np.bincount(at.row[~absent], minlength=height)
    lacking = np.bincount(at.row[missing], minlength=height)
    # Where nothing is lacking, every row that applies has its value, however few they are.
    enough = (given > 0) & ((lacking == 0) | (task.step.need != "all" and given >= task.step.need))
    x, faults = reading.reduce(task.aggregation, chained.x, weights, at.row, height, enough)
    _report(state, chained, faults, None)
    chained.status = np.ones(height, np.int8)
    for code in (_NOT_APPLICABLE, _EXCUSED):
        only = np.bincount(at.row[absent & (at.status == code)], minlength=height)
        chained.status[(given == 0) & (lacking == 0) & (only > 0)] = code
    if task.step.empty == "zero":
        is_empty = np.bincount(at.row, minlength=height) == 0
        x = reading.fill(x, is_empty, reading.constant(Fraction(0), height))
    if task.step.cap is not None:
        cap = reading.constant(Fraction(task.step.cap.value), height)
        x, _ = reading.formula(_CAP, {"x": x, "cap": cap}, height)
    chained.x, chained.data, chained.at = x, {}, None
