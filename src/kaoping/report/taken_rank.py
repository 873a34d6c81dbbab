"""The line on the rank that the parent takes of a node: whom it is ranked with, and the count as arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaoping.engine.taken_rank import rank_key
from kaoping.report.population import compared_words, place_words
from kaoping.report.printed import is_number, shown
from kaoping.report.telling import NodeAt
from kaoping.rules import group_operations
from kaoping.scheme.model import columns_of

__all__ = ["taken_lines"]


def taken_lines(at: NodeAt) -> Iterator[str]:
    """Give the line for a node whose rank its parent takes; nothing where it takes the points or there are none."""
    telling, take, walk = at.telling, at.node.take_rank, at.telling.walked.walk
    values = walk.values[at.node.id]
    if take is None:
        return
    figure = (values.points if take.rank_on == "rounded" else values.before)[at.row]
    if not is_number(figure):
        return
    within, higher = columns_of(take.within), take.order == "higher_is_better"
    population = walk.base.population(within, take.among)
    key = (rank_key(at.node), population.names[population.of[at.row]])
    recorded = telling.walked.frozen.ordered.get(key, {})  # nobody, where a penalty gave a unit the only points
    own, operation = float(walk.reading.keys([figure])[0]), group_operations()["rank"]
    figures = [known for unit, known in recorded.items() if unit != at.key()[1]]
    ahead = [known for known in figures if (known > own if higher else known < own)]
    rank = operation.place(len(ahead), figures.count(own) + 1, 0, len(set(ahead)), take.ties)
    reason, expression = place_words(telling, operation, take.ties, own, [*figures, own], higher=higher)
    name = telling.say(
        "rank_taken",
        key=telling.say(take.rank_on),
        figure=shown(Fraction(repr(own))),
        order=telling.say("higher" if higher else "lower"),
        ties=telling.say(f"ties_{take.ties}"),
    )
    words = (*compared_words(telling, within, take.among, at.row), reason)
    yield telling.say("lead", name=name) + telling.told(
        (*words, *telling.equation(expression, rank, rank, is_points=False))
    )
