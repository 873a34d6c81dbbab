"""By what units are ordered, read from the result: the figure of a first node, then what decides between equals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from kaoping.report.printed import shown
from kaoping.report.telling import Telling
from kaoping.scheme.model import Criterion

__all__ = ["OrderKey", "criteria_lines", "key_of"]

OrderKey: TypeAlias = "tuple[tuple[int, Fraction], ...]"
"""The greater the better: for each criterion whether there is a figure, and the figure, turned if lower is better."""


def key_of(telling: Telling, unit: tuple[str, str], rank_on: str, criteria: Sequence[Criterion]) -> OrderKey | None:
    """Give by what a unit (period, id) is ordered; None where it has no points at the first criterion."""
    found = []
    for criterion in criteria:
        figure = _figure(telling, unit, criterion.of, rank_on)
        sign = 1 if criterion.order == "higher_is_better" else -1
        found.append((0, Fraction(0)) if figure is None else (1, sign * figure))
    return tuple(found) if found[0][0] else None


def _figure(telling: Telling, unit: tuple[str, str], node: str, rank_on: str) -> Fraction | None:
    """Give the recorded points of a node."""
    text = telling.recorded[(*unit, node)][rank_on == "rounded"]
    return None if text is None else Fraction(text)


def criteria_lines(telling: Telling, unit: tuple[str, str], rank_on: str, then: Sequence[Criterion]) -> Iterator[str]:
    """Say what decides between equals, with the unit's figure at each."""
    told = []
    for criterion in then:
        figure = _figure(telling, unit, criterion.of, rank_on)
        order = telling.say("higher" if criterion.order == "higher_is_better" else "lower")
        value = telling.say("no_points") if figure is None else shown(figure)
        told.append(telling.say("criterion", title=telling.titles[criterion.of], value=value, order=order))
    if told:
        yield telling.say("then", criteria=telling.joined(told))
