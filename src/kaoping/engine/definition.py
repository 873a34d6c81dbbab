"""What each recorded statistic is a statistic of, as a digest: old numbers are never used again under a changed name.

A digest covers what the recorded figures follow from besides the tables, and nothing else: which statistic with which
parameters; what it is taken over, with every step up to there and, of a part, everything below; direction, where the
statistic follows it; among whom units are compared. Titles, sources, checks of figures, the step that uses the
statistic and whatever comes after move no digest. See decisions/0014.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from kaoping.engine.contest import contest_key
from kaoping.engine.definition_words import Said, digest, said_number, said_settings, said_tree
from kaoping.engine.filling import DELIVERED
from kaoping.engine.plan import FormulaTask, GroupTask, NodePlan, Plan, ReductionTask, Task
from kaoping.engine.reads import Read, derived_reads, reads_of
from kaoping.engine.statistics import NO_STEP, StatisticKey
from kaoping.engine.taken_rank import rank_key
from kaoping.formula import Formula
from kaoping.rules import Contest, GroupOperation, Ties
from kaoping.scheme.model import GROUP, DataNeed, Fill, Indicator, Policy, Variable, columns_of
from kaoping.scheme.variables import BASE, used_variables

__all__ = ["definitions", "takes_peer_mean"]

_OF_NODE = ("full", "weight")


def definitions(plan: Plan) -> Mapping[StatisticKey, str]:
    """Give the digest of every statistic that a run of the plan records."""
    told = _Told(plan)
    return {key: digest(said) for node in plan.nodes for key, said in told.statistics(node)}


def takes_peer_mean(node: NodePlan) -> bool:
    """Tell whether some absence at a node gives the mean points of its group."""
    return any(policy.kind == "peer_mean" for policy in _policies(node))


class _Told:
    """Says what things of a plan are made of, the points of each node once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._points: dict[str, str] = {}

    def statistics(self, node: NodePlan) -> Iterator[tuple[StatisticKey, Said]]:
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
            yield (node.id, NO_STEP, "mean", "points"), [*self._whole(node), who]

    def _fillings(self, node: NodePlan) -> Iterator[tuple[StatisticKey, Said]]:
        """Give what missing figures of an indicator are filled with: taken of the figures delivered, and of whom."""
        if node.indicator is None:
            return
        whom: dict[str, list[Said]] = {}
        for way in node.indicator.data.fill:
            if way.of is not None:
                whom.setdefault(way.take, []).append(self._units(columns_of(way.of), None))
        for take, units in whom.items():
            yield (node.id, NO_STEP, take, DELIVERED), [_read(node.indicator, "actual"), units]

    def _population(self, node: NodePlan) -> Said:
        """Say who compares with whom at a node."""
        return self._units(node.within, node.among)

    def _units(self, within: Sequence[str], among: str | None) -> Said:
        """Say whose figures stand together: the units of a group, or of all groups, with the same in some columns."""
        whole = () if GROUP in within else sorted(group.id for group in self._plan.scheme.groups)
        return [*within, among, *whole]

    def _before(self, node: NodePlan, number: int, name: str) -> Said:
        """Say what x, or another name, is before a step."""
        if name != "x":
            return self._named(node, name)
        return [self._begun(node), *(self._task(node, task) for task in node.tasks[: number - 1])]

    def _begun(self, node: NodePlan) -> Said:
        """Say how x begins: an indicator's figure, or a part's children and how they are combined."""
        if node.combination is None:
            return self._named(node, "x")
        together, limit = node.combination, self._plan.scheme.no_score_over
        children = zip(together.children, together.weights, strict=True)
        lost = None if limit is None or node.id != self._plan.root else said_number(limit.value)
        return [
            *(together.aggregation.id, said_settings(together.settings), str(together.need), lost),
            self._population(node) if isinstance(together.aggregation, Contest) else None,
            *([*self._taken_of(child), str(weight)] for child, weight in children),
        ]

    def _taken_of(self, child: str) -> list[Said]:
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

    def _named(self, node: NodePlan, name: str) -> Said:
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
            *(_filled(data) if figure == "actual" and data.filled_figures == "counted" else []),
        ]

    def _derived(self, derive: Formula, variables: Mapping[str, Variable], figure: str) -> Said:
        """Say what the figure of an indicator is derived from, and where each variable is read for it."""
        reads = [
            [_read(variables[name].indicator, "actual"), _places(derived_reads(variables[name].indicator.data, figure))]
            for name in sorted(derive.names & variables.keys())
        ]
        return [said_tree(derive), *reads]

    def _points_of(self, node_id: str) -> str:
        """Give the digest of a node's points: its whole chain, what absence gives, its official rounding."""
        if node_id not in self._points:
            node = self._plan.node(node_id)
            absent = [[policy.kind, said_number(policy.points)] for policy in _policies(node)]
            peers = self._population(node) if takes_peer_mean(node) else None
            rounding = None if node.rounding is None else [node.rounding.mode, str(node.rounding.decimals)]
            zeroed = [penalty.id for penalty in node.penalties]
            self._points[node_id] = digest([*self._whole(node), absent, peers, rounding, zeroed])
        return self._points[node_id]

    def _whole(self, node: NodePlan) -> list[Said]:
        """Say what x is after the last step, of figures filled in too: they give points even if they do not count."""
        chain = self._before(node, len(node.tasks) + 1, "x")
        if node.indicator is None or node.indicator.data.filled_figures == "counted":
            return [chain]
        return [chain, *_filled(node.indicator.data)]

    def _task(self, node: NodePlan, task: Task) -> Said:
        """Say what a step makes of x, and what all that it names is."""
        if isinstance(task, GroupTask):
            return [
                *(*_placing(node, task.operation, task.ties), said_settings(task.settings)),
                self._population(node),
            ]
        if isinstance(task, ReductionTask):
            step, cap = task.step, task.step.cap
            names = {name for formula in (step.where, task.weight) if formula for name in formula.names}
            return [
                *(step.reduce, said_settings(step.with_), step.keep, step.expect, str(step.need), step.empty),
                *(said_tree(step.where), said_tree(task.weight), None if cap is None else said_number(cap.value)),
                self._names(node, names),
            ]
        looked_at = {over for _, over in (*task.statistics.values(), *task.operations.values())}
        own = task.formula.names - task.statistics.keys() - task.operations.keys() - task.settings.keys()
        places = [
            [name, over, *_placing(node, operation, node.ties), self._population(node)]
            for name, (operation, over) in sorted(task.operations.items())
        ]
        return [
            *(said_tree(task.formula), said_settings(task.settings), places),
            [[name, self._population(node), _statistic(node, task, name)] for name in sorted(task.statistics)],
            self._names(node, own | looked_at),
        ]

    def _names(self, node: NodePlan, names: AbstractSet[str]) -> Said:
        """Say what the names of a formula are; x is what the step before gave."""
        return [
            [name, said_number(getattr(node, name)) if name in _OF_NODE else self._named(node, name)]
            for name in sorted(names - {"x"})
        ]


def _read(indicator: Indicator, figure: str) -> list[Said]:
    """Say what a figure delivered is, and where it is read."""
    data = indicator.data
    read = _places(reads_of(data, figure))
    return [figure, indicator.rows_id, indicator.unit_of_measure, data.table, data.every, data.vintage, read]


def _places(reads: Iterable[Read]) -> Said:
    """Say in which columns, and how many years before, figures are read."""
    return [[column, str(back)] for column, back in reads]


def _filled(data: DataNeed) -> list[Said]:
    """Say how missing figures are filled in, and whether they count; nothing where none is."""
    return [data.filled_figures, *map(_way, data.fill)] if data.fill else []


def _way(way: Fill) -> Said:
    """Say how a missing figure is filled in."""
    return [way.take, None if way.within is None else str(way.within), way.of, way.name]


def _policies(node: NodePlan) -> tuple[Policy, Policy, Policy]:
    """Give what each kind of absence gives at a node."""
    return node.when.missing, node.when.not_applicable, node.when.excused


def _placing(node: NodePlan, operation: GroupOperation, ties: Ties) -> list[Said]:
    """Say how units are placed: by which operation, towards which direction, equals by which rule."""
    return [operation.id, node.higher_is_better, ties if operation.by_ties else None]


def _statistic(node: NodePlan, task: FormulaTask, name: str) -> Said:
    """Say which statistic a name of a formula is, of what, with which parameters, and towards which direction."""
    statistic, over = task.statistics[name]
    taken = task.taken.get(name)
    return [
        *(statistic.id, over, said_settings({} if taken is None else taken.with_)),
        node.higher_is_better if statistic.by_direction else None,
    ]
