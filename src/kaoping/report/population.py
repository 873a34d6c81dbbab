"""Why a unit stands where it stands in its group: how many are better, how many equal, and the count as arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TypeVar

from kaoping.engine.statistics import StatisticKey
from kaoping.formula import Value
from kaoping.report.telling import NodeAt, Telling
from kaoping.rules import GroupOperation, Ties

__all__ = ["place_words", "placing"]

Key = TypeVar("Key", Fraction, float)


def placing(
    at: NodeAt, key: StatisticKey, operation: GroupOperation, ties: Ties, about: str, figure: Value
) -> tuple[Fraction, str, str]:
    """Give the unit's figure, the reason and the expression of its place among the recorded figures of the others.

    about: what the rows compared are about, at a finer key; else empty. figure: the unit's own, which over frozen
    statistics may be another than the one recorded.
    """
    # Where every figure was filled in nobody counted, and nothing is recorded.
    recorded = at.telling.walked.frozen.ordered.get((key, (*at.population(), about)), {})
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
