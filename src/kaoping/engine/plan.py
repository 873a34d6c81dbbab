"""What will be computed, in order: the tree, bonus and deductions as one list of planned nodes, leaves first.

Planning reads only the scheme. Everything after it (gather, the readings, explanation) follows this list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from kaoping.formula import Formula, parse
from kaoping.rules import (
    Aggregation,
    Contest,
    End,
    GroupOperation,
    Rule,
    Statistic,
    Ties,
    aggregations,
    combinations,
    group_operations,
    statistics,
)
from kaoping.scheme.expand import PlainFormula, expanded_chain, set_to
from kaoping.scheme.model import (
    GroupStep,
    Indicator,
    Label,
    Part,
    Penalty,
    Policy,
    ReductionStep,
    Rounding,
    Scheme,
    Setting,
    TakenRank,
    TakenStatistic,
    Uncertainty,
    When,
    columns_of,
)

__all__ = [
    "ADJUSTED",
    "PENALTIES",
    "Combination",
    "FormulaTask",
    "GroupTask",
    "NodePlan",
    "Plan",
    "ReductionTask",
    "Task",
    "plan_of",
]

ADJUSTED, BASE, PENALTIES = "total", "base_total", "penalties"
_BLANK = Policy(kind="blank")
_NONE = When(missing=_BLANK, not_applicable=_BLANK, excused=_BLANK)


@dataclass(frozen=True, slots=True)
class FormulaTask:
    """One formula step.

    statistics: name in the formula -> statistic, its parameters set, and the data name it is taken over (`best.actual`:
    best, actual). It is recorded under the name, without what it is taken over.
    operations: the same for group operations (`rank`, `percentile`).
    taken: the statistics that the step takes under names of its own, as written.
    """

    formula: Formula
    statistics: Mapping[str, tuple[Statistic, str]]
    operations: Mapping[str, tuple[GroupOperation, str]]
    settings: Mapping[str, Setting]
    rule: Rule | None
    taken: Mapping[str, TakenStatistic] = field(default_factory=dict)

    def ends(self, *, higher: bool) -> Mapping[str, Mapping[End, str]]:
        """Give the names that are ends of the figures, by what they are taken over; higher: higher is better."""
        found: dict[str, dict[End, str]] = {}
        for name, (statistic, over) in self.statistics.items():
            if statistic.end is not None:
                found.setdefault(over, {})[statistic.end(higher)] = name
        return found


@dataclass(frozen=True, slots=True)
class GroupTask:
    """One group operation over x, its parameters set."""

    operation: GroupOperation
    ties: Ties
    settings: Mapping[str, Setting] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReductionTask:
    """One reduction, to the unit or to the keys that it keeps."""

    step: ReductionStep
    aggregation: Aggregation
    weight: Formula | None


Task = FormulaTask | GroupTask | ReductionTask


@dataclass(frozen=True, slots=True)
class Combination:
    """How a part makes one number of its children; weights stand beside the children, in their order.

    settings: what the parameters of the aggregation were set to.
    """

    children: tuple[str, ...]
    aggregation: Aggregation | Contest
    weights: tuple[Fraction, ...]
    need: Literal["all"] | int
    settings: Mapping[str, Setting] = field(default_factory=dict)
    uncertainty: Uncertainty | None = None


@dataclass(frozen=True, slots=True)
class NodePlan:
    """One node: how its x begins (figures or a combination), its chain, its policy and its official rounding.

    within: the columns of the units in which those compared have the same. among: the flag of those that count.
    take_rank: how its rank is found where the parent takes that instead of its points.
    higher_is_better: also where the scheme says no direction, since nothing looks at it there.
    penalties: those that make its points zero; of the node `penalties` those whose points it adds up.
    """

    id: str
    title: Label
    parent: str | None
    depth: int
    higher_is_better: bool
    within: tuple[str, ...]
    among: str | None
    full: Decimal | None
    weight: Decimal | None
    indicator: Indicator | None
    combination: Combination | None
    tasks: tuple[Task, ...]
    when: When
    rounding: Rounding | None
    ties: Ties
    penalties: tuple[Penalty, ...]
    take_rank: TakenRank | None = None

    @property
    def names(self) -> frozenset[str]:
        """The data names its formulas read, those inside statistics included."""
        found: set[str] = set()
        for task in self.tasks:
            if isinstance(task, FormulaTask):
                used = task.formula.names - task.statistics.keys() - task.operations.keys()
                found |= used | {over for _, over in (*task.statistics.values(), *task.operations.values())}
            elif isinstance(task, ReductionTask):
                found |= {name for formula in (task.weight, task.step.where) if formula for name in formula.names}
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Plan:
    """All nodes, children before parents, the total last. root: the total before bonus and deductions."""

    scheme: Scheme
    nodes: tuple[NodePlan, ...]
    root: str

    def node(self, node_id: str) -> NodePlan:
        """Give the node of that id."""
        return next(node for node in self.nodes if node.id == node_id)


def plan_of(scheme: Scheme) -> Plan:
    """Plan a sound scheme."""
    nodes: list[NodePlan] = []
    if scheme.bonus is None and scheme.deductions is None and not scheme.adjust:
        _add(scheme, scheme.tree, None, 0, nodes)
        return Plan(scheme, tuple(nodes), ADJUSTED)
    _add(scheme, scheme.tree, ADJUSTED, 1, nodes, node_id=BASE)
    nodes.extend(_adjustments(scheme))
    return Plan(scheme, tuple(nodes), BASE)


def _adjustments(scheme: Scheme) -> list[NodePlan]:
    """Plan stage 3, adjust: bonus and deductions with their caps, penalties, then the total, in this order."""
    nodes: list[NodePlan] = []
    blocks = [BASE]
    for adjustment, node_id, zh, en in (
        (scheme.bonus, "bonus", "加分", "Bonus"),
        (scheme.deductions, "deductions", "扣分", "Deductions"),
    ):
        if adjustment is None:
            continue
        blocks.append(node_id)
        steps: tuple[Task, ...] = ()
        if adjustment.cap is not None:
            cap = Setting(number=adjustment.cap.value, source=adjustment.cap.source)
            steps = (FormulaTask(parse("min(x, cap)"), {}, {}, {"cap": cap}, None),)
        title = Label(zh=zh, en=en)
        # A bonus without a value leaves no total, whatever parts of the tree do: nothing says how to share it.
        part = Part(id=node_id, title=title, combine="sum", need="all", indicators=adjustment.items, when=_NONE)
        _add(scheme, part, ADJUSTED, 1, nodes, tasks=steps)
    minus = tuple(penalty for penalty in scheme.penalties if penalty.effect.minus is not None)
    if minus:
        blocks.append(PENALTIES)
        part = Part(id=PENALTIES, title=Label(zh="扣分情形", en="Penalties"), combine="sum", when=_NONE)
        node = _node(scheme, part, ADJUSTED, 1, None, (), PENALTIES)
        nodes.append(replace(node, rounding=None, penalties=minus))
    total = Part(id=ADJUSTED, title=scheme.tree.title, combine="sum", when=scheme.when, direction=scheme.numbers.order)
    together = Combination(tuple(blocks), aggregations()["sum"], (Fraction(1),) * len(blocks), "all")
    task = FormulaTask(parse(_adjusted(scheme, blocks)), {}, {}, {}, None)
    nodes.append(_node(scheme, total, None, 0, together, (task,), ADJUSTED))
    return nodes


def _adjusted(scheme: Scheme, blocks: Sequence[str]) -> str:
    """Give the total as a formula over the blocks: in the order that the scheme states.

    A scheme that states none has no bounds but the caps inside the blocks, so that their order makes no difference.
    """
    if not scheme.adjust:
        return "".join({BASE: "", "bonus": " + "}.get(block, " - ") + block for block in blocks)
    text = BASE
    for step in scheme.adjust:
        if step.block is not None:
            text += f" {'+' if step.add else '-'} {step.block}"
        elif step.net_at_most is not None:
            text = f"min({text}, {BASE} + {step.net_at_most.value:f})"
        elif step.at_most is not None:
            text = f"min({text}, {step.at_most.value:f})"
        elif step.at_least is not None:  # pragma: no branch -- a sound step has one of them
            text = f"max({text}, {step.at_least.value:f})"
    return text


def _add(
    scheme: Scheme,
    node: Part | Indicator,
    parent: str | None,
    depth: int,
    nodes: list[NodePlan],
    *,
    node_id: str | None = None,
    tasks: tuple[Task, ...] | None = None,
) -> None:
    """Add a node after all nodes below it."""
    own = node_id or node.id
    if isinstance(node, Indicator):
        nodes.append(_node(scheme, node, parent, depth, None, _tasks(scheme, node), own))
        return
    for child in node.children:
        _add(scheme, child, own, depth + 1, nodes)
    nodes.append(
        _node(
            scheme,
            node,
            parent,
            depth,
            _combination(scheme, node),
            _tasks(scheme, node) if tasks is None else tasks,
            own,
        )
    )


def _combination(scheme: Scheme, part: Part) -> Combination:
    """Give how the part combines its children: weights, or full points where points simply add up."""
    aggregation = set_to(combinations()[part.combine], part.combine_with)
    weights = []
    for child in part.children:
        given = child.full if aggregation.full_as_weight else child.weight
        weights.append(Fraction(1) if given is None else Fraction(given.value))
    need = part.need if part.need is not None else (scheme.defaults.need if scheme.defaults else None)
    children = tuple(child.id for child in part.children)
    return Combination(children, aggregation, tuple(weights), need or "all", part.combine_with, part.uncertainty)


def _node(
    scheme: Scheme,
    node: Part | Indicator,
    parent: str | None,
    depth: int,
    combination: Combination | None,
    tasks: tuple[Task, ...],
    node_id: str,
) -> NodePlan:
    """Give the planned node with everything inherited filled in."""
    defaults = scheme.defaults
    indicator = node if isinstance(node, Indicator) else None
    within = node.compare_within or (defaults.compare_within if defaults else None) or "group"
    return NodePlan(
        id=node_id,
        title=node.title,
        parent=parent,
        depth=depth,
        higher_is_better=node.direction != "lower_is_better",
        within=columns_of(within),
        among=node.compare_among,
        full=None if node.full is None else node.full.value,
        weight=None if node.weight is None else node.weight.value,
        indicator=indicator,
        combination=combination,
        tasks=tasks,
        when=_when(scheme, node),
        rounding=_rounding(scheme, node_id, is_leaf=indicator is not None),
        ties=scheme.numbers.ties,
        penalties=tuple(penalty for penalty in scheme.penalties if node_id in penalty.effect.zero),
        take_rank=node.take_rank,
    )


def _when(scheme: Scheme, node: Part | Indicator) -> When:
    """Give the node's policies, its own or the scheme's default for its kind; a sound scheme leaves none open."""
    defaults = scheme.defaults
    inherited = defaults and (defaults.indicator_when if isinstance(node, Indicator) else defaults.part_when)
    return node.when or inherited or _NONE


def _rounding(scheme: Scheme, node_id: str, *, is_leaf: bool) -> Rounding | None:
    """Give the official rounding of a node: named for itself, else for its level."""
    level = "indicators" if is_leaf else "parts"
    named = {rounding.at: rounding for rounding in scheme.numbers.rounding}
    if node_id in (ADJUSTED, BASE):
        return named.get(node_id)
    return named.get(node_id) or named.get(level)


def _tasks(scheme: Scheme, node: Part | Indicator) -> tuple[Task, ...]:
    """Turn the chain of a node into tasks with everything looked up."""
    tasks: list[Task] = []
    for step in expanded_chain(node):
        if isinstance(step, PlainFormula):
            tasks.append(_formula_task(step))
        elif isinstance(step, GroupStep):
            operation = set_to(group_operations()[step.group], step.with_)
            tasks.append(GroupTask(operation, step.ties or scheme.numbers.ties, step.with_))
        else:
            tasks.append(ReductionTask(step, set_to(aggregations()[step.reduce], step.with_), step.weight))
    return tuple(tasks)


def _formula_task(step: PlainFormula) -> FormulaTask:
    """Find what of a formula's names is a statistic, a group operation, or a parameter."""
    found: dict[str, tuple[Statistic, str]] = {}
    placed: dict[str, tuple[GroupOperation, str]] = {}
    for name, take in step.taken.items():
        found[name] = (set_to(statistics()[take.take], take.with_), take.of)
    for name in step.formula.names - step.settings.keys() - step.taken.keys():
        head, _, over = name.partition(".")
        if head in statistics():
            found[name] = (statistics()[head], over or "x")
        elif head in group_operations():
            placed[name] = (group_operations()[head], over or "x")
    settings = {name: setting for name, setting in step.settings.items() if name in step.formula.names}
    return FormulaTask(step.formula, found, placed, settings, step.rule, step.taken)
