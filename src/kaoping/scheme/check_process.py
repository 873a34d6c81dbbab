"""Checks of bonus and deductions, and of the process."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.errors import Location
from kaoping.formula import BandRows, Formula, LineRows, PickRows, StepRows
from kaoping.formula.syntax import Negative, Product, Table, walk
from kaoping.rules import rules
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.expand import table_formula
from kaoping.scheme.messages import outcome, tree
from kaoping.scheme.model import FormulaStep, Indicator, RuleStep, Window

__all__ = ["check_adjustments", "check_process"]


def check_adjustments(checking: Checking) -> None:
    """Check that bonus and deductions have items, a cap that lets points through, and positive points."""
    scheme = checking.scheme
    owners = ((scheme.bonus, "bonus", "加分"), (scheme.deductions, "deductions", "扣分"))
    for owner, key, kind_zh in owners:
        if owner is None:
            continue
        if owner.cap is not None and owner.cap.value <= 0 and checking.broken.spares(owner, "cap"):
            values = {"key": key, "number": shown(owner.cap.value)}
            checking.note(outcome.CAP_NOT_POSITIVE, owner.cap.spots.whole, **values)
        if not owner.items and checking.broken.spares(owner, "items"):
            checking.note(outcome.EMPTY_LIST, owner.spots.of("items"), key="items")
        for item in owner.items:
            for where in _negatives(item):
                values = {"node": item.id, "kind_zh": kind_zh, "kind_en": "points of " + key}
                checking.note(outcome.MAY_BE_NEGATIVE, where, **values)
                break


def _negatives(item: Indicator) -> Iterator[Location]:
    """Give the places where an item is plainly below zero: a table row, a leading minus."""
    for step in item.chain():
        if isinstance(step, FormulaStep):
            yield from _below_zero(step.formula)
        elif isinstance(step, RuleStep) and step.rule in rules():
            for name, setting in step.with_.items():
                parameter = rules()[step.rule].parameter(name)
                if parameter is not None and parameter.kind in _TABLES and setting.text is not None:
                    formula, _ = table_formula(parameter, setting)
                    yield from () if formula is None else _below_zero(formula)


_TABLES = frozenset({"bands", "line", "steps", "pick"})


def _below_zero(formula: Formula) -> Iterator[Location]:
    first = formula.tree.items[0] if isinstance(formula.tree, Product) else formula.tree
    if isinstance(first, Negative):
        yield formula.place(formula.tree.start, formula.tree.end)
    for node in walk(formula.tree):
        if isinstance(node, Table) and any(value < 0 for value in _values(node)):
            yield formula.place(node.start, node.end)


def _values(table: Table) -> list[float]:
    """Give the values that a table can take, as far as they show whether one is below zero."""
    match table.rows:
        case BandRows(rows, otherwise):
            found = [row.value for row in rows] + [otherwise]
        case LineRows(points):
            found = [y for _, y in points]
        case StepRows(tranches, otherwise):
            found = [rate for _, rate in tranches] + [otherwise]
        case PickRows(entries, last):
            found = [value for _, value in entries] + ([] if last is None else [last])
        case _:
            found = []
    return [float(value) for value in found]


def check_process(checking: Checking) -> None:
    """Check who stands in for whom, and the windows."""
    process = checking.scheme.process
    if process is None:
        return
    for name, other in process.stand_ins.items():
        where = process.spots.of(f"stand_ins.{name}")
        for department in dict.fromkeys((name, other)):
            checking.refer(tree.UNKNOWN_DEPARTMENT, department, where, checking.departments)
        if name == other:
            checking.note(outcome.STANDS_IN_FOR_ITSELF, where, name=name)
    for window in (process.appeal, process.disclosure):
        _window(checking, window)


def _window(checking: Checking, window: Window | None) -> None:
    """Check that a window is a whole number of working days."""
    if window is None:
        return
    days = window.working_days.value
    if days <= 0 or days % 1 != 0:
        checking.note(outcome.DAYS_NOT_WHOLE, window.working_days.spots.whole, number=shown(days))
