"""Data problems of nodes: faults of formulas, values that may not be absent, each by titles and with its row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from kaoping.engine.gather import Figures
from kaoping.engine.grain import Grain
from kaoping.engine.growth import Growths
from kaoping.engine.messages import BLOCKED, NO_VARIABLE, NOT_COMPUTED
from kaoping.engine.plan import NodePlan
from kaoping.engine.state import Faults, Walk
from kaoping.engine.variables import Derived
from kaoping.errors import Cell, Message, Problem
from kaoping.formula import Fault

__all__ = ["absences", "faults_of_base", "faults_of_figures", "faults_of_grain", "faults_of_part"]

_STATUSES_ZH = ("", "缺报", "不适用", "免考")
_STATUSES_EN = ("", "missing", "not applicable", "excused")


def faults_of_figures(state: Walk, node: NodePlan, figures: Figures, faults: Faults) -> list[Problem]:
    """Report faults at figure rows: file, row, and the unit, indicator and period in words."""
    problems = []
    for at, fault in faults:
        row = int(figures.grain.row[at])
        values = {"period": figures.grain.label[at]} | _named(state, node, row)
        problems.append(_fault(values, fault, _cell(state, node, figures, at)))
    return problems


def faults_of_base(
    state: Walk, node: NodePlan, figures: Figures, found: Growths | Derived, faults: Faults
) -> dict[int, Problem]:
    """Report faults of what is derived where its base stands: row -> the problem, once for all who need the base."""
    problems: dict[int, Problem] = {}
    for number, fault in faults:
        base, at = int(found.base[number]), int(found.at[number])
        columns = ("source_file", "source_row", "unit", "indicator", "period")
        file, line, whose, name, period = figures.observed.select(columns).row(base)
        where = Cell(file, line, key=f"{whose}, {name}, {period}")
        values = {"period": figures.grain.label[at]} | _named(state, node, int(figures.grain.row[at]))
        problems.setdefault(base, _fault(values, fault, where))
    return problems


def faults_of_grain(state: Walk, node: NodePlan, grain: Grain, faults: Faults) -> list[Problem]:
    """Report faults at rows that are no longer the figures delivered: a wave, a respondent class."""
    problems = []
    for at, fault in faults:
        row = int(grain.row[at])
        when = f"{state.base.key(row)[0]} ({grain.label[at]})"
        problems.append(_fault({"period": when} | _named(state, node, row), fault, None))
    return problems


def faults_of_part(state: Walk, node: NodePlan, faults: Faults) -> list[Problem]:
    """Report faults at base rows."""
    return [_fault({"period": state.base.key(row)[0]} | _named(state, node, row), fault, None) for row, fault in faults]


def absences(
    state: Walk, node: NodePlan, figures: Figures | None, found: Sequence[tuple[int, int]], message: Message
) -> list[Problem]:
    """Report base rows, each with its status, that may not be without a value: with file and row where one says so.

    figures: what an indicator read.
    """
    at: dict[int, int] = {}
    if figures is not None:
        for number in np.flatnonzero(figures.grain.status)[::-1].tolist():
            if figures.place(number)[0] is not None:
                at[int(figures.grain.row[number])] = number
    problems = []
    lacking = _lacking(figures) if figures is not None and message is BLOCKED else {}
    for row, status in found:
        words = {"status": _STATUSES_EN[status], "status_zh": _STATUSES_ZH[status]}
        values = {"period": state.base.key(row)[0]} | _named(state, node, row) | words
        if figures is not None and (row, status) in lacking:
            problems.append(_of_variable(state, figures, *lacking[row, status], values))
            continue
        where = None if figures is None or row not in at else _cell(state, node, figures, at[row])
        problems.append(Problem(message, where, values))
    return problems


def _lacking(figures: Figures) -> dict[tuple[int, int], tuple[str, int]]:
    """Give the variable that a base row lacks, and its row: (row, status) -> both, where the indicator says nothing."""
    own = set(figures.grain.row[figures.grain.status > 0].tolist())
    found: dict[tuple[int, int], tuple[str, int]] = {}
    whole = [(name, used, np.arange(len(used.status))) for name, used in figures.whole.items()]
    beside = [(name, used, figures.grain.row) for name, used in figures.used.items()]
    for name, used, rows in (*beside, *whole):
        for number in np.flatnonzero(used.status).tolist():
            row = int(rows[number])
            if row not in own:
                found.setdefault((row, int(used.status[number])), (name, int(used.source_row[number])))
    return found


def _of_variable(state: Walk, figures: Figures, name: str, at: int, values: dict[str, str]) -> Problem:
    """Report a base row that may not be without a value and lacks that of a variable."""
    scheme = state.plan.scheme
    title = next(each.title for each in scheme.variables if each.id == name)
    words = {"variable_zh": f"“{title.text('zh', scheme.city)}”（{name}）"}
    words["variable_en"] = f'"{title.text("en", scheme.city)}" ({name})'
    file, line, period = figures.observed.select("source_file", "source_row", "period").row(at)
    where = None if file is None else Cell(file, line, key=f"{values['unit']}, {name}, {period}")
    return Problem(NO_VARIABLE, where, values | words)


def _named(state: Walk, node: NodePlan, row: int) -> dict[str, str]:
    """Give unit and node by id, and by title with the id in brackets; a unit without another title has its id alone."""
    unit, zh, en = state.base.frame.select("unit", "title_zh", "title_en").row(row)
    city = state.plan.scheme.city
    return {
        "unit": unit,
        "unit_zh": f"{zh}（{unit}）" if zh not in (None, unit) else f"单位“{unit}”",
        "unit_en": f"{en} ({unit})" if en not in (None, unit) else unit,
        "node": node.id,
        "node_zh": f"“{node.title.text('zh', city)}”（{node.id}）",
        "node_en": f'"{node.title.text("en", city)}" ({node.id})',
    }


def _cell(state: Walk, node: NodePlan, figures: Figures, at: int) -> Cell | None:
    """Give file and row of a figure row; None where nothing was delivered."""
    file, line = figures.place(at)
    unit, label = state.base.key(int(figures.grain.row[at]))[1], figures.grain.label[at]
    return None if file is None else Cell(file, line, key=f"{unit}, {node.id}, {label}")


def _fault(values: dict[str, str], fault: Fault, where: Cell | None) -> Problem:
    """Report one fault: the fault's own sentence inside ours, in both languages."""
    inner = Problem(fault.message, None, fault.values)
    return Problem(NOT_COMPUTED, where, values | {"fault_zh": inner.text("zh"), "fault_en": inner.text("en")})
