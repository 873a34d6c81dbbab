"""The lines of a reduction: the rows of a unit, those that have no figure, and the one number made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kaoping.engine import STATUS_WORDS, ReductionTask
from kaoping.formula import Fault, Value
from kaoping.report.printed import is_number, seen, shown
from kaoping.report.sources import source_lines
from kaoping.report.telling import NodeAt
from kaoping.report.trace import HeardReduction, HeardRow
from kaoping.rules import Number

__all__ = ["reduction_lines"]


def reduction_lines(at: NodeAt, number: int, task: ReductionTask) -> Iterator[str]:
    """Give every number that the reduction makes for the unit: one, or one for each key that is kept."""
    telling, key = at.telling, (at.node.id, number, at.row)
    if labels := telling.walked.left_out.get(key):
        yield telling.say("rows_left_out", labels=telling.joined(labels))
    for heard in telling.walked.reductions.get(key, ()):
        yield from _reduced(at, number, task, heard)


def _reduced(at: NodeAt, number: int, task: ReductionTask, heard: HeardReduction) -> Iterator[str]:
    """Give the rows where no step before has shown them, the absent ones, the arithmetic, and the cap."""
    telling = at.telling
    there = [row for row in heard.rows if not row.status]
    name = telling.say("reduced", name=telling.name(task.aggregation))
    lead = telling.say("lead", name=telling.say("row", name=name, label=heard.label) if heard.label else name)
    if number == 1 and there:
        cells = telling.joined(f"{row.label} {shown(row.x)}" for row in there)
        yield telling.say("rows", cells=cells)
    if task.weight is not None and there:
        yield telling.say("rows_weights", cells=telling.joined(f"{row.label} {shown(row.weight)}" for row in there))
    for status in STATUS_WORDS[1:]:
        labels = [row.label for row in heard.rows if row.status == status]
        if labels:
            yield telling.say("rows_absent", status=telling.say(status), labels=telling.joined(labels))
    if not heard.rows:
        label = telling.say("points" if number == len(at.node.tasks) else "gives")
        given = f"{label} {shown(heard.after)}" if is_number(heard.after) else ""
        yield lead + telling.told((telling.say("no_rows"), given))
        return
    if not is_number(heard.together):
        yield lead + _why_none(at, task, heard)
        return
    yield from _arithmetic(at, number, task, there, heard, lead)


def _why_none(at: NodeAt, task: ReductionTask, heard: HeardReduction) -> str:
    """Say why the rows give no number."""
    need, missing = task.step.need, sum(row.status == "missing" for row in heard.rows)
    count = sum(not row.status for row in heard.rows)
    key = "none_count" if not count and not missing else "needs_all" if need == "all" else "needs"
    return at.telling.say(key, need=need, count=count, missing=missing)


def _arithmetic(
    at: NodeAt, number: int, task: ReductionTask, rows: Sequence[HeardRow], heard: HeardReduction, lead: str
) -> Iterator[str]:
    """Give the one number made of the rows, how far it may be off, then the cap."""
    telling, cap, is_last = at.telling, task.step.cap, number == len(at.node.tasks)
    weights = [seen(row.weight) for row in rows]
    whole = sum(weights, Fraction(0))
    words = task.aggregation.words([shown(row.x) for row in rows], [shown(one) for one in weights], shown(whole))
    expression = telling.spoken(words)
    computed = _together(at, task, [seen(row.x) for row in rows], weights)
    yield from _led(lead, telling.equation(expression, computed, heard.together, is_points=is_last and cap is None))
    yield from source_lines(at, number, task.step.uncertainty, [shown(row.x) for row in rows], heard.together)
    if cap is not None:
        limit = Fraction(cap.value)
        lead = telling.say("lead", name=telling.say("cap", cap=shown(limit)) + telling.cited(cap.source))
        least = telling.spoken(f"min({shown(heard.together)}, {shown(limit)})")
        capped = min(seen(heard.together), seen(limit))
        yield from _led(lead, telling.equation(least, capped, heard.after, is_points=is_last))


def _led(lead: str, lines: Iterator[str]) -> Iterator[str]:
    """Put the lead before the first line only."""
    for index, line in enumerate(lines):
        yield line if index else lead + line


def _together(at: NodeAt, task: ReductionTask, values: Sequence[Number], weights: Sequence[Fraction]) -> Value:
    """Make one number of the rows as printed."""
    found = task.aggregation.exact(values, weights, sum(weights, Fraction(0)), at.telling.walked.walk.reading.precision)
    if isinstance(found, Fault):  # pragma: no cover -- the walk has reported it
        raise TypeError(found.message.code)
    return found
