"""Whose result a change can reach, by the record and the key that changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple, TypeAlias

from kaoping.rules import contests
from kaoping.scheme.expand import expanded_chain
from kaoping.scheme.model import (
    GROUP,
    Bonus,
    Circumstance,
    DataNeed,
    Deduction,
    Demotion,
    Disqualification,
    FirstPlace,
    Grade,
    Indicator,
    NotGraded,
    Numbers,
    Outcome,
    Part,
    Ranking,
    Record,
    ReductionStep,
    Scheme,
    Tiers,
    Title,
    VariableData,
    When,
    Within,
    Years,
    columns_of,
)
from kaoping.scheme.places import looks_at_others

__all__ = ["NO_REACH", "Reach", "Spread", "furthest", "reach_of", "reach_words", "spreads", "wider"]


class Spread(NamedTuple):
    """How far a change at one unit's node goes on: 0 to no other unit, 1 within its group, 2 to all.

    chain: a change before the end of the node's chain. result: a change of what the node gives in the end.
    """

    chain: int = 0
    result: int = 0


Reach: TypeAlias = Literal[
    "scores", "group", "absent", "adjusted", "ranks", "titles", "outcomes", "periods", "further", "nobody"
]

NO_REACH: Final[Reach] = "nobody"

_NOBODY: Final = frozenset(
    {"kaoping", "id", "title", "city", "basis", "notes", "source", "process", "departments", "department",
     "evidence", "limits", "unit_columns", "display", "after_appeal", "certified_by"}
)  # fmt: skip
_RECORDS: Final[dict[type[Record], Reach]] = {
    Grade: "ranks",
    Demotion: "ranks",
    Ranking: "further",
    Tiers: "further",
    Title: "titles",
    Disqualification: "titles",
    FirstPlace: "titles",
    NotGraded: "ranks",
    Outcome: "outcomes",
    Circumstance: "outcomes",
    Years: "outcomes",
    When: "absent",
    Bonus: "adjusted",
    Deduction: "adjusted",
}
_KEYS: Final[dict[tuple[type[Record], str], Reach]] = {
    (DataNeed, "from"): "nobody",
    (VariableData, "from"): "nobody",
    (Numbers, "rank_on"): "ranks",
    (Numbers, "ties"): "ranks",
    (Numbers, "order"): "ranks",
    (Part, "uncertainty"): "nobody",
    (Scheme, "uncertainty"): "nobody",
    (ReductionStep, "uncertainty"): "nobody",
    (Numbers, "then"): "ranks",
    (Scheme, "periods"): "periods",
    (Scheme, "no_score_over"): "absent",
    (Scheme, "when"): "absent",
    (Scheme, "bonus"): "adjusted",
    (Scheme, "deductions"): "adjusted",
    (Scheme, "not_graded"): "ranks",
    (Scheme, "rankings"): "further",
    (Scheme, "tiers"): "further",
    (Scheme, "grades"): "ranks",
    (Scheme, "demotions"): "ranks",
    (Scheme, "titles"): "titles",
    (Scheme, "disqualifications"): "titles",
    (Scheme, "first_places"): "titles",
    (Scheme, "outcomes"): "outcomes",
    (Scheme, "circumstances"): "outcomes",
}

_WORDS: Final[dict[Reach, tuple[str, str]]] = {
    "scores": ("可能改变参加排名的所有单位的得分。", "It can change the scores of every unit in the ranking."),
    "group": (
        "只可能改变考评组{group}的单位的得分。",
        "It can change the scores of {group} only.",
    ),
    "absent": (
        "只可能改变该项没有数据的单位的得分。",
        "It can change only the scores of units without a figure there.",
    ),
    "adjusted": (
        "只可能改变有加分或扣分的单位的总分。",
        "It can change only the totals of units with a bonus or a deduction.",
    ),
    "ranks": ("得分不变，只可能改变名次、等次和称号。", "No score changes; ranks, grades and titles can."),
    "titles": ("得分、名次和等次不变，只可能改变称号。", "No score, rank or grade changes; titles can."),
    "outcomes": (
        "得分、名次、等次和称号不变，只可能改变结果运用。",
        "No score, rank, grade or title changes; outcomes can.",
    ),
    "periods": (
        "同一考评周期的结果不变，只是考评的周期不同。",
        "No result of a period in both changes; other periods are scored.",
    ),
    "further": (
        "得分、名次、等次和称号不变，只可能改变专项排名、分档和据此的结果运用。",
        "No score, rank, grade or title changes; further rankings, tiers and outcomes by them can.",
    ),
    "nobody": ("不改变任何单位的结果。", "It changes nobody's result."),
}


def reach_of(record: type[Record], key: str, outer: Reach) -> Reach:
    """Give the reach of a key; `outer` is that of the record it stands in."""
    if key in _NOBODY or outer == NO_REACH:
        return NO_REACH
    if (record, key) in _KEYS:
        return _KEYS[record, key]
    return _RECORDS.get(record, outer)


def reach_words(reach: Reach, group: tuple[str, str]) -> tuple[str, str]:
    """Say in both languages whose result a change can reach; group: what the group is called in both."""
    zh, en = _WORDS[reach]
    return zh.replace("{group}", group[0]), en.replace("{group}", group[1])


def wider(reach: Reach, spread: Spread) -> Reach:
    """Widen a reach by whom the units in question are compared with on the way up."""
    if (reach == "group" and spread.chain > 1) or (reach == "absent" and spread.result > 0):
        return "scores"
    return reach


def furthest(spreads_of_nodes: Iterable[Spread]) -> Spread:
    """Give how far a change at any of several nodes can go on."""
    known = list(spreads_of_nodes)
    return Spread(max((each.chain for each in known), default=0), max((each.result for each in known), default=0))


def spreads(scheme: Scheme) -> dict[str, Spread]:
    """Give how far a change at each node goes on: its own later steps and every node above may compare units."""
    found: dict[str, Spread] = {}
    waiting: list[tuple[Part | Indicator, int]] = [(scheme.tree, 0)]
    while waiting:
        node, above = waiting.pop()
        chain = expanded_chain(node)
        own = _within(scheme, node) if any(looks_at_others(step) for step in chain) else 0
        if node.take_rank is not None:
            above = max(above, _reach_within(node.take_rank.within))
        found[node.id] = Spread(max(above, own if len(chain) > 1 else 0), above)
        if isinstance(node, Part):
            own = _within(scheme, node) if node.combine in contests() else own
            waiting.extend((child, max(above, own)) for child in node.children)
    return found


def _within(scheme: Scheme, node: Part | Indicator) -> int:
    """Give how far a node compares."""
    within = node.compare_within or (scheme.defaults.compare_within if scheme.defaults else None)
    return 2 if within is None else _reach_within(within)


def _reach_within(within: Within) -> int:
    """Give how far a comparison within columns goes."""
    return 1 if GROUP in columns_of(within) else 2
