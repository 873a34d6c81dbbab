"""Checks of one indicator: that it scores in one way, its unit of measure, and what data it asks for."""

from __future__ import annotations

from kaoping.errors import Location
from kaoping.formula import UnitOfMeasure
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import tree
from kaoping.scheme.model import DataNeed, Indicator, Limits, Variable
from kaoping.scheme.model.node import Every
from kaoping.scheme.period import MONTHS, length_of

__all__ = ["check_indicators", "check_limits", "check_periods", "check_unit"]

_EVERY_ZH = {"year": "年", "half_year": "半年", "quarter": "季", "month": "月"}


def check_indicators(checking: Checking) -> None:
    """Check every indicator of the tree, of the bonus and of the deductions."""
    for leaf in checking.leaves:
        _scoring(checking, leaf)
        check_unit(checking, leaf)
        if leaf.department is not None:
            where = leaf.spots.of("department")
            checking.refer(tree.UNKNOWN_DEPARTMENT, leaf.department, where, checking.departments)
        if checking.spared(leaf, "data"):
            _data(checking, leaf.data)


def _scoring(checking: Checking, leaf: Indicator) -> None:
    """Check that exactly one of rule, formula and steps says how the indicator scores."""
    if not checking.spared(leaf, "rule", "formula", "steps", "with_"):
        return
    kinds = [kind for kind in ("rule", "formula", "steps") if getattr(leaf, kind)]
    if not kinds:
        checking.note(tree.NO_SCORING, leaf.spots.whole, node=leaf.id)
    elif len(kinds) > 1:
        values = {"node": leaf.id, "kinds": ", ".join(kinds)}
        checking.note(tree.SEVERAL_SCORINGS, leaf.spots.of(kinds[1]), **values)
    if leaf.with_ and leaf.rule is None:
        checking.note(tree.WITH_WITHOUT_RULE, leaf.spots.of("with_"), node=leaf.id)


def check_unit(checking: Checking, leaf: Indicator | Variable) -> None:
    """Check that the unit of measure can be read."""
    try:
        UnitOfMeasure.parse(leaf.unit_of_measure)
    except ValueError:
        where = leaf.spots.of("unit_of_measure")
        checking.note(tree.MALFORMED_UNIT, where, text=leaf.unit_of_measure)


def _data(checking: Checking, data: DataNeed) -> None:
    """Check what an indicator asks for."""
    if data.from_ is not None:
        where = data.spots.of("from_")
        checking.refer(tree.UNKNOWN_DEPARTMENT, data.from_, where, checking.departments)
    check_periods(checking, data.every, data.spots.of("every"))
    if data.table != "observations":
        for key in ("growth", "growth_basis", "previous", "vintage", "limits"):
            if getattr(data, key) is not None:
                checking.note(tree.NOT_OF_THIS_TABLE, data.spots.of(key), key=key, table=data.table)
        return
    if data.growth is not None and data.growth_basis is None:
        checking.note(tree.GROWTH_WITHOUT_BASIS, data.spots.of("growth"))
    if data.growth == "computed" and data.growth_basis == "comparable_prices":
        checking.note(tree.COMPARABLE_FROM_LEVELS, data.spots.of("growth_basis"))
    check_limits(checking, data.limits)


def check_limits(checking: Checking, limits: Limits | None) -> None:
    """Check that the least figure allowed is not above the greatest."""
    if limits is not None and limits.min is not None and limits.max is not None and limits.min > limits.max:
        values = {"low": shown(limits.min), "high": shown(limits.max)}
        checking.note(tree.LIMITS_CROSSED, limits.spots.of("min"), **values)


def check_periods(checking: Checking, every: Every, where: Location) -> None:
    """Check that figures do not come less often than periods are scored."""
    length = MONTHS.get(every, 0)
    for period in checking.scheme.periods:
        if length > length_of(period):
            values = {"every": every, "every_zh": _EVERY_ZH[every], "period": period}
            checking.note(tree.EVERY_TOO_LONG, where, **values)
            return
