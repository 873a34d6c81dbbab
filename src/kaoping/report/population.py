"""Why a unit stands where it stands in its group: how many are better, how many equal, and the count as arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

from kaoping.engine import FormulaTask, GroupTask
from kaoping.engine.statistics import StatisticKey
from kaoping.formula import Value
from kaoping.report.telling import NodeAt, Telling
from kaoping.rules import GroupOperation, Ties
from kaoping.scheme.model import GROUP

__all__ = ["compared_lines", "place_words", "placing"]

Key = TypeVar("Key", Fraction, float, tuple[tuple[int, Fraction], ...])


def compared_lines(at: NodeAt) -> Iterator[str]:
    """Say with whom the node compares the unit, where that is not its group or all units."""
    looks = any(
        isinstance(task, GroupTask) or (isinstance(task, FormulaTask) and (task.statistics or task.operations))
        for task in at.node.tasks
    )
    if looks and (at.node.among is not None or at.node.within not in ((), (GROUP,))):
        yield at.telling.told(compared_words(at.telling, at.node.within, at.node.among, at.row))


def compared_words(telling: Telling, within: tuple[str, ...], among: str | None, row: int) -> Iterator[str]:
    """Give in phrases the columns a unit is compared within, what stands there, and which units count."""
    frame, columns = telling.walked.walk.base.frame, telling.stored.scheme.unit_columns
    titles = {column.id: telling.title(column.title) for column in columns} | {GROUP: telling.say("column_group")}
    if within:
        cells = telling.joined(f"{titles[name]} {frame[name][row]}" for name in within)
        yield telling.say("compared_within", cells=cells)
    else:
        yield telling.say("compared_all")
    if among is not None:
        yield telling.say("compared_among", flag=titles[among])
        if frame[among][row] != "true":
            yield telling.say("held_against")


def placing(
    at: NodeAt, key: StatisticKey, operation: GroupOperation, ties: Ties, about: str, figure: Value
) -> tuple[Fraction, str, str]:
    """Give the unit's figure, the reason and the expression of its place among the recorded figures of the others.

    about: what the rows compared are about, at a finer key; else empty. figure: the unit's own, which over frozen
    statistics may be another than the one recorded.
    """
    recorded = at.telling.walked.frozen.ordered[key, (*at.population(), about)]
    own = float(at.telling.walked.walk.reading.keys([figure])[0])
    others = [known for unit, known in recorded.items() if unit != at.key()[1]]
    reason, expression = place_words(at.telling, operation, ties, own, [*others, own], higher=at.node.higher_is_better)
    return Fraction(repr(own)), reason, expression


def place_words(
    telling: Telling, operation: GroupOperation, ties: Ties, own: Key, figures: Sequence[Key], *, higher: bool
) -> tuple[str, str]:
    """Give the reason and the expression of the place of `own` among all figures, itself included."""
    ahead = [figure for figure in figures if (figure > own if higher else figure < own)]
    better, equal, distinct = len(ahead), figures.count(own), len(set(ahead))
    worse = len(figures) - better - equal
    reason = telling.say("placed", count=len(figures), better=better, equal=equal, worse=worse)
    if operation.by_ties and ties == "dense":
        reason = telling.say("placed_dense", reason=reason, ahead=distinct)
    return reason, operation.words(better, equal, worse, distinct, ties)
