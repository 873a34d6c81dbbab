"""The lines of a reduction: the rows of a unit, those that have no figure, and the one number made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from kaoping.engine import STATUS_WORDS, ReductionTask
from kaoping.engine.gather import Averaged, Figures
from kaoping.formula import Ball, Fault, Value, exact
from kaoping.report.printed import fraction, is_number, seen, shown
from kaoping.report.telling import NodeAt
from kaoping.report.trace import Heard
from kaoping.rules import Number

__all__ = ["reduction_lines"]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its label, its x before the reduction, its weight, and why there is none."""

    label: str
    x: Value
    weight: Fraction
    status: str


def reduction_lines(at: NodeAt, number: int, task: ReductionTask, before: Sequence[Heard]) -> Iterator[str]:
    """Give the rows where no step before has shown them, the absent ones, the arithmetic, and the cap."""
    telling = at.telling
    figures = telling.walked.figures(at.node)
    rows = _rows(at, task, figures, before)
    there = [row for row in rows if is_number(row.x)]
    lead = telling.say("lead", name=telling.say("reduced", name=telling.name(task.aggregation)))
    if number == 1 and there:
        cells = telling.joined(f"{row.label} {shown(row.x)}" for row in there)
        yield telling.say("rows", cells=cells)
    if task.weight is not None and there:
        yield telling.say("rows_weights", cells=telling.joined(f"{row.label} {shown(row.weight)}" for row in there))
    for status in STATUS_WORDS[1:]:
        labels = [row.label for row in rows if not is_number(row.x) and row.status == status]
        if labels:
            yield telling.say("rows_absent", status=telling.say(status), labels=telling.joined(labels))
    is_last = number == len(at.node.tasks)
    if not rows:
        zero = f"{telling.say('points' if is_last else 'gives')} 0" if task.step.empty == "zero" else ""
        yield lead + telling.told((telling.say("no_rows"), zero))
        return
    missing = sum(row.status == "missing" for row in rows if not is_number(row.x))
    need = task.step.need
    if not there or (missing and (need == "all" or len(there) < need)):
        key = "none_count" if not there and not missing else "needs_all" if need == "all" else "needs"
        yield lead + telling.say(key, need=need, count=len(there), missing=missing)
        return
    yield from _arithmetic(at, task, there, lead, is_last=is_last)


def _arithmetic(at: NodeAt, task: ReductionTask, rows: Sequence[_Row], lead: str, *, is_last: bool) -> Iterator[str]:
    """Give the one number made of the rows, then the cap."""
    telling, cap = at.telling, task.step.cap
    weights = [seen(row.weight) for row in rows]
    whole = sum(weights, Fraction(0))
    expression = task.aggregation.words([shown(row.x) for row in rows], [shown(one) for one in weights], shown(whole))
    computed = _together(at, task, [seen(row.x) for row in rows], weights)
    result = _together(
        at, task, [row.x for row in rows if isinstance(row.x, Fraction | Ball)], [row.weight for row in rows]
    )
    lines = telling.equation(expression, computed, result, is_points=is_last and cap is None)
    yield from _led(lead, lines)
    if cap is not None:
        limit = Fraction(cap.value)
        lead = telling.say("lead", name=telling.say("cap", cap=shown(limit)) + telling.cited(cap.source))
        least = "取小" if telling.lang == "zh" else "min"
        capped = min(seen(result), limit)
        yield from _led(
            lead, telling.equation(f"{least}({shown(result)}, {shown(limit)})", capped, capped, is_points=is_last)
        )


def _led(lead: str, lines: Iterator[str]) -> Iterator[str]:
    """Put the lead before the first line only."""
    for index, line in enumerate(lines):
        yield line if index else lead + line


def _together(at: NodeAt, task: ReductionTask, values: Sequence[Number], weights: Sequence[Fraction]) -> Number:
    """Make one number of the rows."""
    found = task.aggregation.exact(values, weights, sum(weights, Fraction(0)), at.telling.walked.walk.reading.precision)
    if isinstance(found, Fault):  # pragma: no cover -- the walk has reported it
        raise TypeError(found.message.code)
    return found


def _rows(at: NodeAt, task: ReductionTask, figures: Figures, before: Sequence[Heard]) -> list[_Row]:
    """Give the rows of the unit with the x that the reduction reads."""
    places = np.flatnonzero(figures.row == at.row).tolist()
    column = figures.columns["x"]
    rows = []
    for index, place in enumerate(places):
        text = None if isinstance(column, Averaged) else column[place]
        delivered = None if text is None else Fraction(text)
        x = before[index].after if before else delivered
        weight = _weight(at, task, figures, place, x)
        status = STATUS_WORDS[figures.status[place]] or "missing"
        rows.append(_Row(str(figures.label[place]), x if is_number(weight) else None, fraction_or_one(weight), status))
    return rows


def _weight(at: NodeAt, task: ReductionTask, figures: Figures, place: int, x: Value) -> Value:
    """Give the weight of a row, 1 where the reduction has none."""
    if task.weight is None:
        return Fraction(1)
    names: dict[str, Value] = {"x": x}
    for name, number in (("full", at.node.full), ("weight", at.node.weight)):
        names[name] = None if number is None else Fraction(number)
    for name in task.weight.names - names.keys():
        column = figures.columns[name]
        text = None if isinstance(column, Averaged) else column[place]
        is_word = name in ("kind", "option", "respondent_class", "rater_class")
        names[name] = text if text is None or is_word else Fraction(text)
    found = exact(task.weight)(names, at.telling.walked.walk.reading.precision)
    return None if isinstance(found, Fault) else found


def fraction_or_one(weight: Value) -> Fraction:
    """Give a weight as a fraction."""
    return fraction(weight) if is_number(weight) else Fraction(1)
