"""What each recorded statistic is a statistic of, as a digest: old numbers are never used again under a changed name.

A digest covers what the recorded figures follow from besides the tables, and nothing else: which statistic with which
parameters; what it is taken over, with every step up to there and, of a part, everything below; direction, where the
statistic follows it; among whom units are compared. Titles, sources, checks of figures, the step that uses the
statistic and whatever comes after move no digest. See decisions/0014.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from kaoping.engine.contest import contest_key
from kaoping.engine.filling import DELIVERED
from kaoping.engine.plan import FormulaTask, GroupTask, NodePlan, Plan, ReductionTask, Task
from kaoping.engine.reads import Read, derived_reads, reads_of
from kaoping.engine.statistics import NO_STEP, StatisticKey
from kaoping.engine.taken_rank import rank_key
from kaoping.formula import Formula
from kaoping.rules import Contest, GroupOperation, Ties
from kaoping.scheme.model import GROUP, Fill, Indicator, Policy, Setting, Variable, columns_of
from kaoping.scheme.variables import BASE, used_variables

__all__ = ["definitions", "takes_peer_mean"]

_Said: TypeAlias = "str | bool | Sequence[_Said] | None"

_DIGITS = 16
_NO_MEANING = frozenset({"start", "end", "places", "text"})  # of a formula's tree: where it stands, how it is written
_OF_NODE = ("full", "weight")


def definitions(plan: Plan) -> Mapping[StatisticKey, str]:
    """Give the digest of every statistic that a run of the plan records."""
    told = _Told(plan)
    return {key: _digest(said) for node in plan.nodes for key, said in told.statistics(node)}


def takes_peer_mean(node: NodePlan) -> bool:
    """Tell whether some absence at a node gives the mean points of its group."""
    return any(policy.kind == "peer_mean" for policy in _policies(node))


class _Told:
    """Says what things of a plan are made of, the points of each node once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._points: dict[str, str] = {}

    def statistics(self, node: NodePlan) -> Iterator[tuple[StatisticKey, _Said]]:
        """Give what the statistics of a node are, by their keys.

        Of a place the ordered figures are recorded: direction and ties only decide what is made of them.
        """
        who = self._population(node)
        for number, task in enumerate(node.tasks, start=1):
            if isinstance(task, FormulaTask):
                for name, (_, over) in task.statistics.items():
                    key = (node.id, number, name.partition(".")[0], over)
                    yield key, [self._before(node, number, over), who, _statistic(node, task, name)]
                for operation, over in task.operations.values():
                    yield (node.id, number, operation.id, over), [self._before(node, number, over), who, operation.id]
            elif isinstance(task, GroupTask):
                key = (node.id, number, task.operation.id, "x")
                yield key, [self._before(node, number, "x"), who, task.operation.id]
        if node.combination is not None and isinstance(node.combination.aggregation, Contest):
            for child in node.combination.children:
                yield contest_key(node, node.combination, child), [self._points_of(child), who]
        yield from self._fillings(node)
        if (take := node.take_rank) is not None:
            yield (
                rank_key(node),
                [self._points_of(node.id), take.rank_on, self._units(columns_of(take.within), take.among)],
            )
        if takes_peer_mean(node):
            yield (node.id, NO_STEP, "mean", "points"), [self._before(node, len(node.tasks) + 1, "x"), who]

    def _fillings(self, node: NodePlan) -> Iterator[tuple[StatisticKey, _Said]]:
        """Give what missing figures of an indicator are filled with: taken of the figures delivered, and of whom."""
        if node.indicator is None:
            return
        whom: dict[str, list[_Said]] = {}
        for way in node.indicator.data.fill:
            if way.of is not None:
                whom.setdefault(way.take, []).append(self._units(columns_of(way.of), None))
        for take, units in whom.items():
            yield (node.id, NO_STEP, take, DELIVERED), [_read(node.indicator, "actual"), units]

    def _population(self, node: NodePlan) -> _Said:
        """Say who compares with whom at a node."""
        return self._units(node.within, node.among)

    def _units(self, within: Sequence[str], among: str | None) -> _Said:
        """Say whose figures stand together: the units of a group, or of all groups, with the same in some columns."""
        whole = () if GROUP in within else sorted(group.id for group in self._plan.scheme.groups)
        return [*within, among, *whole]

    def _before(self, node: NodePlan, number: int, name: str) -> _Said:
        """Say what x, or another name, is before a step."""
        if name != "x":
            return self._named(node, name)
        return [self._begun(node), *(self._task(node, task) for task in node.tasks[: number - 1])]

    def _begun(self, node: NodePlan) -> _Said:
        """Say how x begins: an indicator's figure, or a part's children and how they are combined."""
        if node.combination is None and node.indicator is None:
            taken = [(penalty.id, penalty.effect.minus) for penalty in node.penalties]
            return [[name, _number(None if minus is None else minus.value)] for name, minus in taken]
        if node.combination is None:
            return self._named(node, "x")
        together, limit = node.combination, self._plan.scheme.no_score_over
        children = zip(together.children, together.weights, strict=True)
        lost = None if limit is None or node.id != self._plan.root else _number(limit.value)
        return [
            *(together.aggregation.id, _settings(together.settings), str(together.need), lost),
            self._population(node) if isinstance(together.aggregation, Contest) else None,
            *([*self._taken_of(child), str(weight)] for child, weight in children),
        ]

    def _taken_of(self, child: str) -> list[_Said]:
        """Say what a part takes of a child: its points, or the rank of it by whom, how and among whom."""
        take = self._plan.node(child).take_rank
        if take is None:
            return [self._points_of(child)]
        return [
            self._points_of(child),
            take.order,
            take.rank_on,
            take.ties,
            self._units(columns_of(take.within), take.among),
        ]

    def _named(self, node: NodePlan, name: str) -> _Said:
        """Say what a name stands for: points of a child, or a figure of the indicator and where it is read."""
        if node.indicator is None:
            return self._points_of(name)
        variables = {variable.id: variable for variable in used_variables(self._plan.scheme, node.indicator)}
        if (own := name.removeprefix(BASE)) in variables:
            return _read(variables[own].indicator, "actual" if name == own else "previous")
        data, figure = node.indicator.data, "actual" if name == "x" else name
        basis = data.growth_basis if figure.endswith("growth") else None
        return [
            *(*_read(node.indicator, figure), basis),
            *([] if data.derive is None else [self._derived(data.derive, variables, figure)]),
            *([data.filled_figures, *map(_way, data.fill)] if figure == "actual" and data.fill else []),
        ]

    def _derived(self, derive: Formula, variables: Mapping[str, Variable], figure: str) -> _Said:
        """Say what the figure of an indicator is derived from, and where each variable is read for it."""
        reads = [
            [_read(variables[name].indicator, "actual"), _places(derived_reads(variables[name].indicator.data, figure))]
            for name in sorted(derive.names & variables.keys())
        ]
        return [_tree(derive), *reads]

    def _points_of(self, node_id: str) -> str:
        """Give the digest of a node's points: its whole chain, what absence gives, its official rounding."""
        if node_id not in self._points:
            node = self._plan.node(node_id)
            absent = [[policy.kind, _number(policy.points)] for policy in _policies(node)]
            peers = self._population(node) if takes_peer_mean(node) else None
            rounding = None if node.rounding is None else [node.rounding.mode, str(node.rounding.decimals)]
            chain = self._before(node, len(node.tasks) + 1, "x")
            zeroed = [penalty.id for penalty in node.penalties]
            self._points[node_id] = _digest([chain, absent, peers, rounding, zeroed])
        return self._points[node_id]

    def _task(self, node: NodePlan, task: Task) -> _Said:
        """Say what a step makes of x, and what all that it names is."""
        if isinstance(task, GroupTask):
            return [
                *(*_placing(node, task.operation, task.ties), _settings(task.settings)),
                self._population(node),
            ]
        if isinstance(task, ReductionTask):
            step, cap = task.step, task.step.cap
            names = {name for formula in (step.where, task.weight) if formula for name in formula.names}
            return [
                *(step.reduce, _settings(step.with_), step.keep, step.expect, str(step.need), step.empty),
                *(_tree(step.where), _tree(task.weight), None if cap is None else _number(cap.value)),
                self._names(node, names),
            ]
        looked_at = {over for _, over in (*task.statistics.values(), *task.operations.values())}
        own = task.formula.names - task.statistics.keys() - task.operations.keys() - task.settings.keys()
        places = [
            [name, over, *_placing(node, operation, node.ties), self._population(node)]
            for name, (operation, over) in sorted(task.operations.items())
        ]
        return [
            *(_tree(task.formula), _settings(task.settings), places),
            [[name, self._population(node), _statistic(node, task, name)] for name in sorted(task.statistics)],
            self._names(node, own | looked_at),
        ]

    def _names(self, node: NodePlan, names: AbstractSet[str]) -> _Said:
        """Say what the names of a formula are; x is what the step before gave."""
        return [
            [name, _number(getattr(node, name)) if name in _OF_NODE else self._named(node, name)]
            for name in sorted(names - {"x"})
        ]


def _read(indicator: Indicator, figure: str) -> list[_Said]:
    """Say what a figure delivered is, and where it is read."""
    data = indicator.data
    read = _places(reads_of(data, figure))
    return [figure, indicator.rows_id, indicator.unit_of_measure, data.table, data.every, data.vintage, read]


def _places(reads: Iterable[Read]) -> _Said:
    """Say in which columns, and how many years before, figures are read."""
    return [[column, str(back)] for column, back in reads]


def _way(way: Fill) -> _Said:
    """Say how a missing figure is filled in."""
    return [way.take, None if way.within is None else str(way.within), way.of, way.name]


def _policies(node: NodePlan) -> tuple[Policy, Policy, Policy]:
    """Give what each kind of absence gives at a node."""
    return node.when.missing, node.when.not_applicable, node.when.excused


def _placing(node: NodePlan, operation: GroupOperation, ties: Ties) -> list[_Said]:
    """Say how units are placed: by which operation, towards which direction, equals by which rule."""
    return [operation.id, node.higher_is_better, ties if operation.by_ties else None]


def _statistic(node: NodePlan, task: FormulaTask, name: str) -> _Said:
    """Say which statistic a name of a formula is, of what, with which parameters, and towards which direction."""
    statistic, over = task.statistics[name]
    taken = task.taken.get(name)
    return [
        *(statistic.id, over, _settings({} if taken is None else taken.with_)),
        node.higher_is_better if statistic.by_direction else None,
    ]


def _settings(given: Mapping[str, Setting]) -> _Said:
    """Say what parameters are set to, whoever says so."""
    return [[name, *_setting(setting)] for name, setting in sorted(given.items())]


def _setting(setting: Setting) -> list[_Said]:
    """Say what one parameter is set to: a number, a text, or a number for each group."""
    by_group = [[group, _number(number)] for group, number in sorted(setting.by_group.items())]
    return [_number(setting.number), (setting.text or "").strip(), by_group]


def _number(number: Decimal | None) -> str | None:
    """Write a number, however many zeros it was written with."""
    return None if number is None else str(Fraction(number))


def _tree(part: object) -> _Said:
    """Say what a formula, or a part of its tree, is: not where it stands nor how it is spaced."""
    if isinstance(part, Formula):
        return _tree(part.tree)
    if is_dataclass(part):
        inside = [getattr(part, field.name) for field in fields(part) if field.name not in _NO_MEANING]
        return [type(part).__name__, *map(_tree, inside)]
    if isinstance(part, tuple):
        return [_tree(entry) for entry in part]
    if isinstance(part, Decimal):
        return _number(part)
    return None if part is None else str(part)


def _digest(said: _Said) -> str:
    """Give the digest of what is said."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_DIGITS]
