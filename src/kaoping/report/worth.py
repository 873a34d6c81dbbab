"""What one point of an indicator is worth in the total, by the weights that count for this unit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.report.printed import fraction, is_number
from kaoping.report.telling import NodeAt
from kaoping.rules import Worth

__all__ = ["worth"]

_WHOLE = Worth("", Fraction(1))


def worth(at: NodeAt) -> Iterator[str]:
    """Give the line for an indicator with points whose way to the total only weighs, adds and averages."""
    told = at.telling.walked.once("worth", at.node.id, at.row, lambda: _product(at))
    if told is not None:
        lead = at.telling.say("lead", name=at.telling.say("worth"))
        equation = at.telling.equation(f"1{told.words}", told.factor, told.factor, is_points=False)
        yield from (lead + line for line in equation)


def _product(at: NodeAt) -> Worth | None:
    """Give what a point is worth after its whole way; None where there is no total, or nothing left to gain."""
    walked, full = at.telling.walked, at.node.full
    points = walked.points(at.node.id, at.row)
    if at.node.indicator is None or not is_number(points) or not is_number(walked.points("total", at.row)):
        return None
    if full is not None and fraction(points) >= Fraction(full):
        return None
    if at.node.parent is None:  # pragma: no cover -- an indicator always stands below a part
        return None
    found = _joined(_factor(at, at.node.id, at.node.parent), _way(at, at.node.parent))
    return None if found is None or not found.factor else found


def _way(at: NodeAt, part: str) -> Worth | None:
    """Give by what a point of a part is multiplied on its way to the total; the same for all its indicators."""
    parent = at.telling.walked.nodes[part].parent
    if parent is None:
        return _WHOLE
    return at.telling.walked.once("way", part, at.row, lambda: _joined(_factor(at, part, parent), _way(at, parent)))


def _joined(first: Worth | None, above: Worth | None) -> Worth | None:
    """Multiply two factors."""
    return None if first is None or above is None else Worth(first.words + above.words, first.factor * above.factor)


def _factor(at: NodeAt, child: str, parent: str) -> Worth | None:
    """Give what a point of the child is worth in its parent; None where that varies."""
    node, heard = at.telling.walked.nodes[parent], at.telling.walked.combinations[parent, at.row]
    together = node.combination
    if together is None or child not in heard.children or at.telling.walked.nodes[child].take_rank is not None:
        return None
    if "base_total" in together.children:
        is_bound = any(step.bound is not None for step in at.telling.stored.scheme.adjust)
        return _WHOLE if child == "base_total" and not is_bound else None
    if node.tasks:
        return None
    weights = dict(zip(together.children, together.weights, strict=True))
    present = [weights[name] for name in heard.children]
    return together.aggregation.worth(weights[child], present, sum(together.weights, Fraction(0)))
