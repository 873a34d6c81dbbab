"""What one point of an indicator is worth in the total, by the weights that count for this unit."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.report.printed import fraction, is_number, shown
from kaoping.report.telling import NodeAt

__all__ = ["worth"]


def worth(at: NodeAt) -> Iterator[str]:
    """Give the line for an indicator with points whose way to the total only weighs, adds and averages."""
    told = at.telling.walked.once("worth", at.node.id, at.row, lambda: _product(at))
    if told is not None:
        lead = at.telling.say("lead", name=at.telling.say("worth"))
        yield from (lead + line for line in at.telling.equation(*told, told[1], is_points=False))


def _product(at: NodeAt) -> tuple[str, Fraction] | None:
    """Give the expression and the number; None where there is no total to add to, or nothing left to gain."""
    walked, full = at.telling.walked, at.node.full
    points = walked.points(at.node.id, at.row)
    if at.node.indicator is None or not is_number(points) or not is_number(walked.points("total", at.row)):
        return None
    if full is not None and fraction(points) >= Fraction(full):
        return None
    if at.node.parent is None:  # pragma: no cover -- an indicator always stands below a part
        return None
    found = _joined(_factor(at, at.node.id, at.node.parent), _way(at, at.node.parent))
    return None if found is None or not found[1] else (f"1{found[0]}", found[1])


def _way(at: NodeAt, part: str) -> tuple[str, Fraction] | None:
    """Give by what a point of a part is multiplied on its way to the total; the same for all its indicators."""
    parent = at.telling.walked.nodes[part].parent
    if parent is None:
        return "", Fraction(1)
    return at.telling.walked.once("way", part, at.row, lambda: _joined(_factor(at, part, parent), _way(at, parent)))


def _joined(first: tuple[str, Fraction] | None, above: tuple[str, Fraction] | None) -> tuple[str, Fraction] | None:
    """Multiply two factors."""
    return None if first is None or above is None else (first[0] + above[0], first[1] * above[1])


def _factor(at: NodeAt, child: str, parent: str) -> tuple[str, Fraction] | None:
    """Give by what a point of the child is multiplied in its parent, printed and exact; None where that varies."""
    node, heard = at.telling.walked.nodes[parent], at.telling.walked.combinations[parent, at.row]
    together, whole_factor = node.combination, ("", Fraction(1))
    if together is None or child not in heard.children:
        return None
    if "base_total" in together.children:
        return whole_factor if child == "base_total" else None
    weights = dict(zip(together.children, together.weights, strict=True))
    present = sum((weights[name] for name in heard.children), Fraction(0))
    whole, kind = sum(together.weights, Fraction(0)), "" if node.tasks else together.aggregation.id
    if kind == "mean":
        return f" ÷ {len(heard.children)}", Fraction(1, len(heard.children))
    if kind == "sum":
        scaled = (f" × {shown(whole)} ÷ {shown(present)}", whole / present)
        return whole_factor if present == whole else scaled
    return (
        (f" × {shown(weights[child])} ÷ {shown(present)}", weights[child] / present)
        if kind == "weighted_mean"
        else None
    )
