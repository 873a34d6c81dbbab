"""Checks of the chain of a node: every formula at its place, the rows reduced to the unit, points at the end."""

from __future__ import annotations

from dataclasses import replace

from kaoping.errors import Location, Problem
from kaoping.formula import Number, check
from kaoping.formula.messages import UNKNOWN_NAME
from kaoping.formula.syntax import ValueName, walk
from kaoping.formula.units import UnitOfMeasure
from kaoping.rules import Rule, group_operations, statistics
from kaoping.scheme.check_entry import check_entry, check_taken
from kaoping.scheme.check_every import check_every
from kaoping.scheme.check_reduction import check_reduction
from kaoping.scheme.check_rule import check_rule
from kaoping.scheme.check_variables import check_named
from kaoping.scheme.checking import Checking
from kaoping.scheme.expand import PlainFormula, PlainStep, chain_of, expand, where_of
from kaoping.scheme.messages import chain, tree
from kaoping.scheme.model import GroupStep, Indicator, Part, ReductionStep, RuleStep
from kaoping.scheme.places import (
    POINTS,
    StepState,
    can_compare,
    compared_names,
    looks_at_others,
    place_at,
    step_states,
)

__all__ = ["check_chains"]


def check_chains(checking: Checking) -> None:
    """Check the chain of every node, the total and the items of bonus and deductions included."""
    for node in (*checking.nodes, checking.tree):
        steps = chain_of(node)
        sound = [check_rule(checking, node, step) for step in steps if isinstance(step, RuleStep)]
        needed = ("rule", "with_", "formula", "steps", "data", "unit_of_measure", "parts", "indicators")
        if steps and all(sound) and checking.spared(node, *needed) and _key_is_known(checking, node):
            _chain(checking, node, tuple(plain for step in steps for plain in expand(step)))


def _key_is_known(checking: Checking, node: Part | Indicator) -> bool:
    """Tell whether it can be said if a node has several rows for one unit: that depends on the periods."""
    if isinstance(node, Part) or node.data.every == "scored_period":
        return True
    return bool(checking.scheme.periods) and checking.broken.spares(checking.scheme, "periods")


def _chain(checking: Checking, node: Part | Indicator, steps: tuple[PlainStep, ...]) -> None:
    """Check one chain whose rules are sound."""
    compares = False
    if isinstance(node, Indicator):
        check_named(checking, node, steps)
        check_every(checking, node, steps)
    if checking.spared(node, "direction") and node.direction is None:
        _direction(checking, node, steps)
    for number, (step, now) in enumerate(step_states(checking.scheme, node, steps), start=1):
        compares |= step is not None and looks_at_others(step)
        if isinstance(step, PlainFormula):
            _formula(checking, node, step, now, is_last=number == len(steps))
        elif isinstance(step, GroupStep):
            _group(checking, node, step, now)
        elif isinstance(step, ReductionStep):
            check_reduction(checking, node, step, now)
            for formula in (step.weight, step.where):
                if formula is not None:
                    _needed(checking, node, PlainFormula(formula), now)
        elif now.finer:
            checking.note(chain.NEVER_REDUCED, where_of(steps[-1]), node=node.id)
        elif not isinstance(steps[-1], PlainFormula) and now.x.unit not in {None, POINTS}:
            checking.note(chain.NOT_POINTS, where_of(steps[-1]), node=node.id, **_to_points(now.x.unit))
    defaults = checking.scheme.defaults
    known = node.compare_within or (defaults and defaults.compare_within)
    sure = checking.spared(node, "compare_within") and checking.broken.spares(checking.scheme, "defaults")
    if compares and known is None and sure:
        checking.note(tree.NO_COMPARE_WITHIN, node.spots.whole, node=node.id)


def _to_points(unit: UnitOfMeasure | None) -> dict[str, str]:
    """Say what a last step gives that has no unit, or another one, and how it becomes points."""
    if unit is None or unit.is_pure:
        return {
            "unit_zh": "没有单位的数",
            "unit_en": "a number without unit",
            "mend_zh": "请加一步公式：按满分折算写“full * x”；固定的分数要写上单位，例如“10[points] * x”。",
            "mend_en": "Add a formula: `full * x` for a share of the full points; a number of points says its unit, "
            "for example `10[points] * x`.",
        }
    ratio = POINTS.times(unit, -1)
    return {
        "unit_zh": f"以“{unit}”为单位的数",
        "unit_en": f"a number in {unit}",
        "mend_zh": f"请加一步公式，系数要写上单位，例如每 1 {unit} 得 0.5 分写“0.5[{ratio}] * x”；"
        "或用 bands 等表给分。",
        "mend_en": f"Add a formula whose factor says its unit: half a point for each {unit} is `0.5[{ratio}] * x`; "
        "or give points by a table such as `bands`.",
    }


def _direction(checking: Checking, node: Part | Indicator, steps: tuple[PlainStep, ...]) -> None:
    """Note the first step that asks which figures are better, which its node does not say."""
    for step in steps:
        name = _follower(step)
        if name:
            checking.note(chain.NO_DIRECTION, where_of(step), node=node.id, name=name)
            return


def _follower(step: PlainStep) -> str:
    """Give what of a step follows the direction of its node: a group operation, a rule or a name; empty for nothing."""
    if isinstance(step, GroupStep):
        return step.group
    if isinstance(step, ReductionStep):
        return ""
    if step.rule is not None and step.rule.follows_direction:
        return step.rule.id
    by_direction = {entry.id for entry in statistics().values() if entry.by_direction}
    if taken := [take.take for take in step.taken.values() if take.take in by_direction]:
        return taken[0]
    heads = group_operations().keys() | by_direction
    return next((name for name in compared_names(step) if name.partition(".")[0] in heads), "")


def _formula(checking: Checking, node: Part | Indicator, step: PlainFormula, now: StepState, *, is_last: bool) -> None:
    """Check a formula at its place."""
    check_taken(checking, node, step, now)
    place = place_at(node, now, step)
    if is_last:
        place = replace(place, result=Number(POINTS))
    too_early = [] if can_compare(node, now) else compared_names(step)
    for name in too_early:
        checking.note(chain.GROUP_BEFORE_REDUCTION, _named(step, name), node=node.id, name=name)
    problems = [
        problem
        for problem in check(step.formula, place)
        if problem.code != UNKNOWN_NAME.code or problem.values["name"] not in too_early
    ]
    if step.rule is None:
        checking.problems.extend(problems)
    elif problems:  # a rule that does not fit is one mistake, however often its formula stumbles over it
        checking.problems.append(_of_rule(step, step.rule, problems[0]))
    _needed(checking, node, step, now)


def _needed(checking: Checking, node: Part | Indicator, step: PlainFormula, now: StepState) -> None:
    """Check that the node has the full points, weight, growth and base that a formula reads."""
    for name, message in (("full", tree.FULL_NEEDED), ("weight", tree.WEIGHT_NEEDED)):
        if name in step.formula.names and getattr(node, name) is None and checking.spared(node, name):
            checking.note(message, _named(step, name), node=node.id)
    if isinstance(node, Indicator) and node.data.table == "observations" and not now.reduced:
        _declared(checking, node, step)


def _named(step: PlainFormula, name: str) -> Location:
    """Give the place of a name in a formula or statistic of the scheme; of the rule where the formula is a rule's."""
    if step.rule is not None:
        return where_of(step)
    if name not in step.formula.names:
        return next(take.spots.of("of") for take in step.taken.values() if take.of == name)
    found = next(item for item in walk(step.formula.tree) if isinstance(item, ValueName) and item.name == name)
    return step.formula.place(found.start, found.end)


def _of_rule(step: PlainFormula, rule: Rule, problem: Problem) -> Problem:
    """Tell a mistake inside the formula of a rule at the place where the scheme names the rule."""
    values = {"rule": rule.id, "inner_zh": problem.text("zh"), "inner_en": problem.text("en")}
    if problem.code == UNKNOWN_NAME.code:  # what else is known here is no help: nobody rewrites a rule
        values["hint_zh"] = f"这条规则用于读取 {rule.table} 表的指标。"
        values["hint_en"] = f"The rule is for indicators that read table {rule.table}."
    else:
        values |= {"hint_zh": problem.hint("zh"), "hint_en": problem.hint("en")}
    return Problem(chain.RULE_NOT_HERE, where_of(step), values)


def _declared(checking: Checking, node: Indicator, step: PlainFormula) -> None:
    """Check that growth and previous figures are declared where they are used."""
    data = node.data
    noted = set()
    for name in sorted(step.formula.names | {take.of for take in step.taken.values()}, key=len):
        used = name.rpartition(".")[2]
        if used in {"growth", "previous_growth"} and data.growth is None:
            message = tree.GROWTH_NOT_DECLARED
        elif data.derive is not None:
            continue
        elif data.previous is None and (
            used == "previous" or (used in {"growth", "previous_growth"} and data.growth == "computed")
        ):
            message = tree.PREVIOUS_NOT_DECLARED
        else:
            continue
        if message not in noted:
            checking.note(message, _named(step, name), node=node.id, name=name)
        noted.add(message)


def _group(checking: Checking, node: Part | Indicator, step: GroupStep, now: StepState) -> None:
    """Check a group operation."""
    where = step.spots.of("group")
    operation = group_operations().get(step.group)
    if operation is None:
        checking.refer(chain.UNKNOWN_GROUP_OPERATION, step.group, where, group_operations())
    else:
        check_entry(checking, operation, step.with_, where)
    if not can_compare(node, now):
        checking.note(chain.GROUP_BEFORE_REDUCTION, where, node=node.id, name=step.group)
