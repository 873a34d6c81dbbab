"""The lines on penalties: a node whose points became zero, and the points taken off the total."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.engine.penalties import penalties_at
from kaoping.report.evidence import evidence_of, named
from kaoping.report.printed import is_number, shown
from kaoping.report.telling import NodeAt

__all__ = ["is_zeroed", "penalty_lines"]


def is_zeroed(at: NodeAt) -> bool:
    """Tell whether a penalty made the points of a node zero."""
    values = at.telling.walked.walk.values[at.node.id]
    return values.unzeroed is not None and bool(penalties_at(at.telling.walked.walk, at.node.penalties, at.row))


def penalty_lines(at: NodeAt) -> Iterator[str]:
    """Give the lines on penalties of a node that they can reach."""
    if not at.node.penalties:
        return
    telling, (period, unit) = at.telling, at.key()
    found = penalties_at(telling.walked.walk, at.node.penalties, at.row)
    terms, total = [], Fraction(0)
    for penalty, times in found:
        cited = telling.cited(penalty.source, None if penalty.effect.minus is None else penalty.effect.minus.source)
        values = {"name": named(telling, penalty), "cited": cited, "times": times}
        evidence = evidence_of(telling, period, unit, penalty.id)
        if penalty.effect.minus is None:
            yield telling.say("penalty_zero", **values) + evidence
        else:
            points = Fraction(penalty.effect.minus.value)
            terms.append(shown(points) if times == 1 else f"{times} × {shown(points)}")
            total += times * points
            yield telling.say("penalty_minus", **values, minus=shown(points)) + evidence
    label = telling.say("points")
    if at.node.id == "penalties":
        if not found:
            yield f"{telling.say('no_penalty')}{label} 0"
            return
        for line in telling.equation(" + ".join(terms), total, total, is_points=True):
            yield telling.say("lead", name=telling.say("penalties")) + line
    elif found:
        before = telling.walked.walk.values[at.node.id].held.before[at.row]
        lead = telling.say("lead", name=telling.say("zeroed"))
        yield lead + (f"{label} {shown(before)} × 0 = 0" if is_number(before) else f"{label} 0")
