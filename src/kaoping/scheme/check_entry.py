"""Checks of entries with parameters, rules apart: known, named, used, and their parameters set."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.errors import Location
from kaoping.formula import Number
from kaoping.rules import Aggregation, Contest, GroupOperation, Statistic, statistics
from kaoping.scheme.check_arithmetic import check_bounds
from kaoping.scheme.check_rule import check_parameters
from kaoping.scheme.checking import Checking
from kaoping.scheme.expand import PlainFormula
from kaoping.scheme.messages import chain
from kaoping.scheme.model import Indicator, Part, Setting, TakenStatistic
from kaoping.scheme.places import StepState, can_compare, place_at, row_names

__all__ = ["check_entry", "check_taken"]


def check_entry(
    checking: Checking,
    entry: Statistic | GroupOperation | Aggregation | Contest,
    given: Mapping[str, Setting],
    where: Location,
) -> None:
    """Check the parameters of an entry: all there, each one number or word for all groups, within its bounds."""
    before = len(checking.problems)
    check_parameters(checking, entry, given, where)
    for name, setting in given.items():
        if setting.by_group:
            checking.note(chain.ONE_FOR_ALL, setting.spots.whole, rule=entry.id, key=name)
    if len(checking.problems) == before:
        for parameter in entry.parameters:
            check_bounds(checking, entry.id, parameter, given[parameter.id])


def check_taken(checking: Checking, node: Part | Indicator, step: PlainFormula, now: StepState) -> None:
    """Check the statistics that a formula step takes under names of its own."""
    if step.rule is not None or not step.taken:
        return
    if not can_compare(node, now):
        where = next(iter(step.taken.values())).spots.whole
        checking.note(chain.GROUP_BEFORE_REDUCTION, where, node=node.id, name=", ".join(step.taken))
        return
    known = place_at(node, now, None).names
    numbers = [name for name, entry in row_names(node, now).items() if isinstance(entry.kind, Number)]
    for name, take in step.taken.items():
        if name in known:
            checking.note(chain.TAKEN_NAME, take.spots.whole, name=name)
        elif name not in step.formula.names:
            checking.note(chain.TAKEN_UNUSED, take.spots.whole, name=name)
        _statistic(checking, take, numbers)


def _statistic(checking: Checking, take: TakenStatistic, numbers: list[str]) -> None:
    """Check which statistic is taken, over what, with which parameters."""
    entry = statistics().get(take.take)
    checking.refer(chain.TAKEN_OVER_NOTHING, take.of, take.spots.of("of"), numbers)
    if entry is None:
        checking.refer(chain.UNKNOWN_STATISTIC, take.take, take.spots.of("take"), statistics())
    else:
        check_entry(checking, entry, take.with_, take.spots.of("take"))
