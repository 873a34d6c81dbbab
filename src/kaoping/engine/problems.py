"""Data problems of nodes: faults of formulas, each by titles and with the row in which the figure at fault stands."""

from __future__ import annotations

from kaoping.engine.gather import Figures
from kaoping.engine.grain import Grain
from kaoping.engine.growth import Growths
from kaoping.engine.messages import NOT_COMPUTED, NOT_POSITIVE
from kaoping.engine.plan import NodePlan
from kaoping.engine.state import Faults, Walk
from kaoping.engine.variables import Derived
from kaoping.errors import Cell, Problem
from kaoping.formula import Fault, Formula
from kaoping.formula.syntax import ValueName, walk

__all__ = ["cell_of", "faults_of_base", "faults_of_figures", "faults_of_grain", "faults_of_part", "named"]


def faults_of_figures(state: Walk, node: NodePlan, figures: Figures, formula: Formula, faults: Faults) -> list[Problem]:
    """Report faults at figure rows: file, row, and the unit, indicator and period in words.

    formula: the one that could not be computed: a fault of one figure that stands elsewhere is told where it stands.
    """
    problems = []
    for at, fault in faults:
        row = int(figures.grain.row[at])
        values = {"period": figures.grain.label[at]} | named(state, node, row)
        problems.append(
            _fault(values, fault, _blamed(node, figures, at, formula, fault) or cell_of(state, node, figures, at))
        )
    return problems


def _blamed(node: NodePlan, figures: Figures, at: int, formula: Formula, fault: Fault) -> Cell | None:
    """Give the place of the one figure at fault where it stands in a row of its own: a target, a figure published."""
    inside = [item.name for item in walk(formula.tree) if isinstance(item, ValueName) and _is_inside(item, fault)]
    names = {fault.values["name"]} if fault.message is NOT_POSITIVE else figures.columns.keys() & inside
    if len(names) != 1 or (found := figures.elsewhere(next(iter(names)), at)) is None:
        return None
    file, line, unit, period = found
    return Cell(file, line, key=f"{unit}, {node.id}, {period}")


def _is_inside(item: ValueName, fault: Fault) -> bool:
    """Tell whether a name stands in what could not be computed."""
    return fault.start <= item.start and item.end <= fault.end


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
        values = {"period": figures.grain.label[at]} | named(state, node, int(figures.grain.row[at]))
        problems.setdefault(base, _fault(values, fault, where))
    return problems


def faults_of_grain(state: Walk, node: NodePlan, grain: Grain, faults: Faults) -> list[Problem]:
    """Report faults at rows that are no longer the figures delivered: a wave, a respondent class."""
    problems = []
    for at, fault in faults:
        row = int(grain.row[at])
        when = f"{state.base.key(row)[0]} ({grain.label[at]})"
        problems.append(_fault({"period": when} | named(state, node, row), fault, None))
    return problems


def faults_of_part(state: Walk, node: NodePlan, faults: Faults) -> list[Problem]:
    """Report faults at base rows."""
    return [_fault({"period": state.base.key(row)[0]} | named(state, node, row), fault, None) for row, fault in faults]


def named(state: Walk, node: NodePlan, row: int) -> dict[str, str]:
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


def cell_of(state: Walk, node: NodePlan, figures: Figures, at: int) -> Cell | None:
    """Give file and row of a figure row; None where nothing was delivered."""
    file, line = figures.place(at)
    unit, label = state.base.key(int(figures.grain.row[at]))[1], figures.grain.label[at]
    name = node.id if node.indicator is None else node.indicator.rows_id
    return None if file is None else Cell(file, line, key=f"{unit}, {name}, {label}")


def _fault(values: dict[str, str], fault: Fault, where: Cell | None) -> Problem:
    """Report one fault: the fault's own sentence inside ours, in both languages."""
    inner = Problem(fault.message, None, fault.values)
    return Problem(NOT_COMPUTED, where, values | {"fault_zh": inner.text("zh"), "fault_en": inner.text("en")})
