"""A figure that is not printed: the scheme gives a text for figures below a limit, while the kept figure scores.

Nobody's printed arithmetic tells such a figure: not that of its unit, nor that of another which names it as a statistic
of the units compared, or as the figure of a peer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import numpy as np
import polars as pl

from kaoping.engine import FormulaTask, ReductionTask
from kaoping.engine.base import Rows
from kaoping.engine.gather import Averaged, Figures
from kaoping.engine.growth import Growths
from kaoping.engine.variables import Derived
from kaoping.formula import Fault, exact
from kaoping.report.chain import place_of
from kaoping.report.printed import fraction, is_number, seen
from kaoping.report.telling import NodeAt
from kaoping.report.trace import Heard

__all__ = ["is_below", "is_withheld", "withheld_lines"]

_FIGURES = frozenset({"x", "actual", "previous"})
_GROWTHS = frozenset({"growth", "previous_growth"})


def is_below(at: NodeAt, figure: Fraction) -> bool:
    """Tell whether a figure of this indicator is below the limit under which it is not printed."""
    display = None if at.node.indicator is None else at.node.indicator.display
    return display is not None and figure < Fraction(display.below)


def is_withheld(at: NodeAt) -> bool:
    """Tell whether the arithmetic of the unit at this indicator would tell a figure that is not printed."""
    return at.telling.walked.once("withheld", at.node.id, at.row, lambda: _is_own(at) or bool(_statistics(at)))


def withheld_lines(at: NodeAt) -> Iterator[str]:
    """Say that the arithmetic is withheld, for which statistics it is, and that the kept figure scores."""
    indicator, telling = at.node.indicator, at.telling
    if indicator is None or indicator.display is None:  # pragma: no cover -- asked before
        raise TypeError(at.node.id)
    shown, cells = indicator.display.as_, {}
    for step, name, is_figure in _statistics(at):
        label = telling.name(place_of(at, step.number, frozenset((name,)), step.label).names[name])
        cells[label] = f"{label} {shown}" if is_figure else label
    names = telling.say("withheld_of", names=telling.joined(cells.values())) if cells else ""
    yield telling.say("withheld", names=names, limit=f"{indicator.display.below:f}", shown=shown)


def _is_own(at: NodeAt) -> bool:
    """Tell whether a figure below the limit was delivered for the row, by a peer, the year before, or to fill it in."""
    if at.node.indicator is None or at.node.indicator.display is None:
        return False
    figures = at.telling.walked.figures(at.node)
    return any(is_below(at, figure) for figure in (*_read(at, figures), *_filled(at)))


def _read(at: NodeAt, figures: Figures) -> Iterator[Fraction]:
    """Give the figures of the indicator that the row read, those of peers included."""
    places = np.flatnonzero(figures.grain.row == at.row)
    for name, column in figures.columns.items():
        own = name.removeprefix("peer.")
        if isinstance(column, Growths):
            if own in _GROWTHS:
                numbers = np.flatnonzero(np.isin(column.at, places))
                yield from (*_cells(at, column.actual, numbers), *_cells(at, column.previous, numbers))
        elif own in _FIGURES:
            if isinstance(column, Averaged):
                yield from _cells(at, column.figure, np.flatnonzero(np.isin(column.at, places)))
            else:
                numbers = np.flatnonzero(np.isin(column.at, places)) if isinstance(column, Derived) else places
                yield from _cells(at, column, numbers)


def _cells(at: NodeAt, column: pl.Series | Derived, numbers: Rows) -> Iterator[Fraction]:
    """Give the figures at some places of a column, as delivered or derived from variables."""
    if isinstance(column, pl.Series):
        yield from map(Fraction, column.gather(numbers).drop_nulls())
        return
    compute, precision = exact(column.formula), at.telling.walked.walk.reading.precision
    for number in numbers.tolist():
        texts = {name: cells[number] for name, cells in column.columns.items()}
        found = compute({name: None if text is None else Fraction(text) for name, text in texts.items()}, precision)
        if not isinstance(found, Fault) and is_number(found):
            yield fraction(found)


def _filled(at: NodeAt) -> Iterator[Fraction]:
    """Give the figures that were filled in for the row, and those they stand between."""
    filled = at.telling.walked.walk.filled.get(at.node.id)
    if filled is None:
        return
    for place in np.flatnonzero((filled.way > 0) & (filled.row == at.row)).tolist():
        yield fraction(filled.after[place])
        for end in ("earlier", "later"):
            cells = filled.names.get(f"{end}.{filled.way[place]}")
            if cells is not None:
                yield Fraction(cells[place])


def _statistics(at: NodeAt) -> Sequence[tuple[Heard, str, bool]]:
    """Give the statistics that would tell a figure of another unit: the step, the name, whether it may be a figure.

    One of figures does so below the limit; of what a formula made of them nobody can tell, so that all are withheld.
    """
    found = []
    for step in at.telling.walked.steps.get((at.node.id, at.row), ()):
        task, before = at.node.tasks[step.number - 1], at.node.tasks[: step.number - 1]
        has_formula = not all(isinstance(one, ReductionTask) for one in before)
        if not isinstance(task, FormulaTask) or at.node.indicator is None or at.node.indicator.display is None:
            continue
        for name, (statistic, over) in task.statistics.items():
            value, is_figure = step.names.get(name), over != "x" or not has_formula
            if not statistic.lies_among or over not in _FIGURES or not is_number(value):
                continue
            if is_below(at, seen(value)) or not is_figure:
                found.append((step, name, is_figure))
    return found
