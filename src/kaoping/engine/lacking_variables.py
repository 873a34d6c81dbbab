"""Which variable a value lacks, where the indicator itself says nothing about it."""

from __future__ import annotations

import numpy as np

from kaoping.engine.gather import Figures
from kaoping.engine.messages import NO_VARIABLE
from kaoping.engine.state import Walk
from kaoping.errors import Cell, Problem

__all__ = ["lacking_variables", "variable_problem"]


def lacking_variables(figures: Figures) -> dict[tuple[int, int], tuple[str, int]]:
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


def variable_problem(state: Walk, figures: Figures, name: str, at: int, values: dict[str, str]) -> Problem:
    """Report a base row that may not be without a value and lacks that of a variable, which stands at `at`."""
    scheme = state.plan.scheme
    title = next(each.title for each in scheme.variables if each.id == name)
    words = {"variable_zh": f"“{title.text('zh', scheme.city)}”（{name}）"}
    words["variable_en"] = f'"{title.text("en", scheme.city)}" ({name})'
    file, line, period = figures.observed.select("source_file", "source_row", "period").row(at)
    where = None if file is None else Cell(file, line, key=f"{values['unit']}, {name}, {period}")
    return Problem(NO_VARIABLE, where, values | words)
