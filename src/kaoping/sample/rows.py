"""Rows finer than a unit: ratings, ballots, events and tasks, of the classes, options and kinds that a scheme names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeAlias

from kaoping.formula import PickRows
from kaoping.formula.syntax import Table, ValueName, walk
from kaoping.sample.city import Member
from kaoping.sample.draw import Draw
from kaoping.scheme import PlainFormula, expanded_chain
from kaoping.scheme.model import Indicator, ReductionStep
from kaoping.scheme.period import parts_of

__all__ = ["rows_of"]

Row: TypeAlias = "dict[str, Any]"  # cells of any column
_IF_READ: Final = frozenset({"task_weight", "target"})
_RATERS: Final = 5
_BALLOTS: Final = (60, 140)


def rows_of(
    readers: Sequence[Indicator], names: frozenset[str], member: Member, period: str, draw: Draw
) -> Iterator[Row]:
    """Give the rows of one indicator for one unit in a scored period.

    readers: the indicators that read them, the one they are delivered for among them. names: what their formulas read.
    """
    indicator = next(reader for reader in readers if reader.rows_id == reader.id)
    make = {"ratings": _ratings, "ballots": _ballots, "events": _events, "tasks": _tasks}[indicator.data.table]
    for part in parts_of(period, indicator.data.every):
        for row in make(indicator, readers, member, part, draw):
            read = {column: cell for column, cell in row.items() if column in names or column not in _IF_READ}
            if indicator.data.evidence == "required":
                read["evidence"] = f"示例佐证-{indicator.id}-{member.id}-{part}"
            yield {"unit": member.id, "indicator": indicator.id, "period": part} | read


def _ratings(
    indicator: Indicator, readers: Sequence[Indicator], member: Member, part: str, draw: Draw
) -> Iterator[Row]:
    """Raters agree more or less: 76 to 98 points, better units a little more."""
    classes = _expected(readers, "rater_class") or (None,)
    for number in range(1, _RATERS + 1):
        for rater_class in classes:
            key = ("rating", indicator.id, member.id, part, rater_class, number)
            points = 76 + 14 * member.strength + draw.between(0, 8, *key)
            prefix = "" if rater_class is None else f"{rater_class}_"
            yield {"rater": f"{prefix}r{number}", "rater_class": rater_class, "points": f"{points:.1f}"}


def _ballots(
    indicator: Indicator, readers: Sequence[Indicator], member: Member, part: str, draw: Draw
) -> Iterator[Row]:
    """Votes of every class among the options, the first options more often, better units more so."""
    options = _named(readers, "option")
    for of in _expected(readers, "respondent_class") or ("all",):
        key = ("ballots", indicator.id, member.id, part, of)
        left = draw.whole(*_BALLOTS, *key)
        for number, option in enumerate(options):
            share = min(0.4 + 0.25 * member.strength + draw.between(0, 0.1, *key, option), 0.95)
            votes = left if number == len(options) - 1 else round(left * share)
            left -= votes
            yield {"respondent_class": of, "option": option, "votes": str(votes)}


def _events(indicator: Indicator, readers: Sequence[Indicator], member: Member, part: str, draw: Draw) -> Iterator[Row]:
    """Up to three events, weaker units more; an indicator that names no kinds gets points."""
    kinds = _named(readers, "kind")
    key = ("events", indicator.id, member.id, part)
    for number in range(1, draw.whole(0, 1 + round(2 * (1 - member.strength)), *key) + 1):
        row: Row = {"event": f"{indicator.id}_{member.id}_{part}_{number}"}
        if kinds:
            yield row | {"kind": draw.among(kinds, *key, number), "times": "1"}
        else:
            yield row | {"points": f"{draw.between(0.5, 3, *key, number):.1f}"}


def _tasks(indicator: Indicator, _readers: Sequence[Indicator], member: Member, part: str, draw: Draw) -> Iterator[Row]:
    """Four to six tasks with weights of their own, done to 85 to 115 per cent of the target."""
    key = ("tasks", indicator.id, member.id, part)
    for number in range(1, draw.whole(4, 6, *key) + 1):
        done = 85 + 30 * (0.55 * draw.share(*key, number) + 0.45 * member.strength)
        yield {
            "task": f"t{number}",
            "title_zh": f"示例任务{number}",
            "title_en": f"Sample task {number}",
            "task_weight": str(5 * draw.whole(1, 6, *key, number, "weight")),
            "target": "100",
            "actual": f"{done:.1f}",
        }


def _expected(readers: Sequence[Indicator], key: str) -> tuple[str, ...]:
    """Give the classes that a reduction of the readers expects."""
    steps = (step for reader in readers for step in expanded_chain(reader) if isinstance(step, ReductionStep))
    return next((step.expect for step in steps if key in step.keep), ())


def _named(readers: Sequence[Indicator], name: str) -> tuple[str, ...]:
    """Give the texts that a formula of the readers picks by a name: options, kinds."""
    steps = [step for reader in readers for step in expanded_chain(reader)]
    formulas = [step.formula for step in steps if isinstance(step, PlainFormula)]
    tables = [item for formula in formulas for item in walk(formula.tree) if isinstance(item, Table)]
    picks = [item.rows for item in tables if isinstance(item.item, ValueName) and item.item.name == name]
    return next((tuple(text for text, _ in rows.entries) for rows in picks if isinstance(rows, PickRows)), ())
