"""Faults of formulas and aggregations as data problems that name the row as its owner sees it."""

from __future__ import annotations

from kaoping.engine.gather import Figures
from kaoping.engine.grain import Grain
from kaoping.engine.growth import Growths
from kaoping.engine.messages import NOT_COMPUTED
from kaoping.engine.plan import NodePlan
from kaoping.engine.state import Faults, Walk
from kaoping.errors import Cell, Message, Problem
from kaoping.formula import Fault

__all__ = ["faults_of_figures", "faults_of_grain", "faults_of_growths", "faults_of_part"]


def faults_of_figures(state: Walk, node: NodePlan, figures: Figures, faults: Faults) -> list[Problem]:
    """Report faults at figure rows: file, row, and the unit, indicator and period in words."""
    problems = []
    for at, fault in faults:
        _, unit = state.base.key(int(figures.grain.row[at]))
        label = figures.grain.label[at]
        file, line = figures.place(at)
        where = None if file is None else Cell(file, line, key=f"{unit}, {node.id}, {label}")
        problems.append(_problem(node, label, unit, fault, where))
    return problems


def faults_of_growths(
    state: Walk, node: NodePlan, figures: Figures, growth: Growths, faults: Faults
) -> dict[int, Problem]:
    """Report faults of growth where their base stands: source row -> the problem, once for all who need the base."""
    problems: dict[int, Problem] = {}
    for number, fault in faults:
        base, at = int(growth.base[number]), int(growth.at[number])
        columns = ("source_file", "source_row", "unit", "period")
        file, line, whose, period = figures.source.select(columns).row(base)
        where = Cell(file, line, key=f"{whose}, {node.id}, {period}")
        _, unit = state.base.key(int(figures.grain.row[at]))
        problems.setdefault(base, _problem(node, figures.grain.label[at], unit, fault, where))
    return problems


def faults_of_grain(state: Walk, node: NodePlan, grain: Grain, faults: Faults) -> list[Problem]:
    """Report faults at rows that are no longer the figures delivered: a wave, a respondent class."""
    return [_problem(node, grain.label[at], state.base.key(int(grain.row[at]))[1], fault, None) for at, fault in faults]


def faults_of_part(state: Walk, node: NodePlan, faults: Faults) -> list[Problem]:
    """Report faults at base rows."""
    return [_problem(node, *state.base.key(row), fault, None) for row, fault in faults]


def _problem(node: NodePlan, period: str, unit: str, fault: Fault, where: Cell | None) -> Problem:
    """Report one fault: the fault's own sentence inside ours, in both languages."""
    inner = Problem(fault.message, None, fault.values)
    message = Message(
        NOT_COMPUTED.code,
        NOT_COMPUTED.zh.replace("{fault}", _escaped(inner.text("zh"))),
        NOT_COMPUTED.en.replace("{fault}", _escaped(inner.text("en"))),
        NOT_COMPUTED.hint_zh,
        NOT_COMPUTED.hint_en,
    )
    return Problem(message, where, {"period": period, "unit": unit, "node": node.id})


def _escaped(text: str) -> str:
    """Write a text so that filling in values leaves it as it is."""
    return text.replace("{", "{{").replace("}", "}}")
