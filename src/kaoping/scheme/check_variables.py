"""Checks of variables: their own data, who uses them, and what is derived from them."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.errors import Location
from kaoping.formula import Formula, check
from kaoping.formula.syntax import ValueName, walk
from kaoping.scheme.check_indicator import check_limits, check_periods, check_unit
from kaoping.scheme.checking import Checking, taken_names
from kaoping.scheme.expand import PlainFormula, PlainStep
from kaoping.scheme.messages import tree, variable
from kaoping.scheme.model import Indicator, ReductionStep, Variable
from kaoping.scheme.places import compared_names, observed_names
from kaoping.scheme.variables import BASE, base_names, derive_place, is_beside, used_variables

__all__ = ["check_named", "check_variables"]

_DELIVERED = ("from_", "evidence", "vintage", "limits")
_OWN_BASE = frozenset({"previous", "growth", "previous_growth"})


def check_variables(checking: Checking) -> None:
    """Check every variable, then every indicator that uses some."""
    scheme = checking.scheme
    _ids(checking)
    for each in scheme.variables:
        _variable(checking, each)
    for leaf in checking.leaves:
        if checking.spared(leaf, "data") and checking.broken.spares(leaf.data, "uses", "derive"):
            _indicator(checking, leaf)
    used = {name for leaf in checking.leaves for name in leaf.data.uses}
    is_known = all(
        checking.spared(leaf, "data") and checking.broken.spares(leaf.data, "uses") for leaf in checking.leaves
    )
    # An unknown name may be meant for a variable that nobody seems to use.
    if is_known and used <= {each.id for each in scheme.variables}:
        for each in scheme.variables:
            if each.id not in used:
                checking.note(variable.VARIABLE_UNUSED, each.spots.whole, name=each.id)


def _ids(checking: Checking) -> None:
    """Check that a variable shares its id with no node, no other variable and no name of formulas."""
    seen = {node.id: node.spots.of("id") for node in checking.nodes}
    taken = taken_names() | observed_names()
    for each in checking.scheme.variables:
        where = each.spots.of("id")
        if each.id in taken:
            checking.note(tree.RESERVED_ID, where, id=each.id)
        if each.id in seen:
            kinds = {"kind_zh": "指标、板块和变量", "kind_en": "nodes and variables"}
            checking.note(tree.DUPLICATE_ID, where, [(seen[each.id], "")], id=each.id, **kinds)
        seen.setdefault(each.id, where)


def _variable(checking: Checking, each: Variable) -> None:
    """Check one variable as an indicator is checked."""
    check_unit(checking, each)
    data = each.data
    for record, key in ((each, "department"), (data, "from_")):
        name = getattr(record, key)
        if name is not None:
            checking.refer(tree.UNKNOWN_DEPARTMENT, name, record.spots.of(key), checking.departments)
    check_limits(checking, data.limits)
    check_periods(checking, data.every, data.spots.of("every"))


def _indicator(checking: Checking, leaf: Indicator) -> None:
    """Check what an indicator uses and derives."""
    data, scheme = leaf.data, checking.scheme
    if not data.uses and data.derive is None:
        return
    known = [each.id for each in scheme.variables]
    if not checking.broken.spares(scheme, "variables"):
        return
    for number, name in enumerate(data.uses):
        checking.refer(variable.UNKNOWN_VARIABLE, name, data.spots.of(f"uses.{number}"), known)
    for each in used_variables(scheme, leaf):
        if checking.broken.spares(scheme, "periods") and not is_beside(scheme, each, leaf):
            values = {"name": each.id, "every": each.data.every, "node": leaf.id}
            checking.note(variable.VARIABLE_TOO_FINE, data.spots.of("uses"), **values)
    if data.derive is not None:
        _derived(checking, leaf, data.derive)


def _derived(checking: Checking, leaf: Indicator, derive: Formula) -> None:
    """Check the formula over variables, and that nothing is said of a figure that nobody delivers."""
    data, where = leaf.data, leaf.data.spots
    if set(leaf.data.uses) <= {each.id for each in checking.scheme.variables}:
        checking.problems.extend(check(derive, derive_place(checking.scheme, leaf)))
    for key in _DELIVERED:
        if getattr(data, key) is not None:
            hint = ("请写在各变量的 data 中。", "Write it under `data` of the variables.")
            _refused(checking, leaf, key, where.of(key), ("在这里", "said"), hint)
    if data.previous is not None:
        hint = (
            "请写在各变量的 data 中：推算数的上年数由变量的上年数推算。",
            "Write it under `data` of the variables: the figure of the year before is derived from theirs.",
        )
        _refused(checking, leaf, "previous", where.of("previous"), ("在这里", "said"), hint)
    if data.growth == "given":
        hint = ("请写 growth: computed。", "Write `growth: computed`.")
        _refused(checking, leaf, "growth", where.of("growth"), ("成 given", "`given`"), hint)
    if data.table != "observations":
        hint = ("请删去 table。", "Remove `table`.")
        _refused(checking, leaf, "table", where.of("table"), (f"成 {data.table}", f"`{data.table}`"), hint)


def _refused(
    checking: Checking, leaf: Indicator, key: str, where: Location, what: tuple[str, str], hint: tuple[str, str]
) -> None:
    words = {"what_zh": what[0], "what_en": what[1], "hint_zh": hint[0], "hint_en": hint[1]}
    checking.note(variable.NOT_WHERE_DERIVED, where, node=leaf.id, key=key.rstrip("_"), **words)


def check_named(checking: Checking, leaf: Indicator, steps: Sequence[PlainStep]) -> None:
    """Check what the formulas of a chain name: every variable used, its figure of the year before where declared."""
    data = leaf.data
    if not data.uses and data.derive is None:
        return
    formulas = [formula for step in steps for formula in _formulas(step)]
    names = frozenset(name for step in steps for name in _names(step))
    derived = frozenset[str]() if data.derive is None else data.derive.names
    known = {each.id for each in checking.scheme.variables}
    for number, name in enumerate(data.uses):
        if name in known and not {name, f"{BASE}{name}"} & (names | derived):
            where = data.spots.of(f"uses.{number}")
            checking.note(variable.VARIABLE_NOT_NAMED, where, node=leaf.id, name=name)
    asked = {name: name for name in derived if _OWN_BASE & {each.removeprefix("peer.") for each in names}}
    asked |= {name: f"{BASE}{name}" for name in base_names(names)}
    for each in used_variables(checking.scheme, leaf):
        if each.id in asked and each.data.previous is None:
            where = _at(formulas, asked[each.id]) or data.spots.of("derive")
            checking.note(tree.PREVIOUS_NOT_DECLARED, where, node=each.id, name=asked[each.id])
    own = {"x", "actual"} | (_OWN_BASE if data.derive is not None else set())
    if data.table == "observations" and not own & names:
        checking.note(variable.NO_OWN_FIGURE, leaf.spots.whole, node=leaf.id)


def _formulas(step: PlainStep) -> list[Formula]:
    """Give the formulas of a step that the scheme itself writes."""
    if isinstance(step, PlainFormula):
        return [step.formula] if step.rule is None else []
    return [each for each in (step.weight, step.where) if each is not None] if isinstance(step, ReductionStep) else []


def _names(step: PlainStep) -> frozenset[str]:
    """Give what a step names, and what a statistic is taken of; x where a bare statistic is taken of x."""
    if isinstance(step, PlainFormula):
        own = step.formula.names | {take.of for take in step.taken.values()}
        compared = {name.partition(".")[2] or "x" for name in compared_names(step)}
        return frozenset(own | compared)
    if isinstance(step, ReductionStep):
        return frozenset({"x"}.union(*(each.names for each in (step.weight, step.where) if each is not None)))
    return frozenset({"x"})


def _at(formulas: list[Formula], name: str) -> Location | None:
    """Give the place of a name in some formulas."""
    for formula in formulas:
        for item in walk(formula.tree):
            if isinstance(item, ValueName) and item.name == name:
                return formula.place(item.start, item.end)
    return None
