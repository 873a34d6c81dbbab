"""Checks of the conditions of outcomes: their names, the texts they compare with, and whom a statistic is taken of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kaoping.formula import check
from kaoping.formula.syntax import Compare, Node, TextLiteral, ValueName, walk
from kaoping.rules import statistics
from kaoping.scheme.check_population import check_within
from kaoping.scheme.checking import Checking
from kaoping.scheme.conditions import FIGURES, asked, outcome_place
from kaoping.scheme.messages import chain, condition, near, outcome
from kaoping.scheme.model import Outcome, Scheme

__all__ = ["check_outcomes"]


def check_outcomes(checking: Checking) -> None:
    """Check the conditions of outcomes, and the grades, titles and tiers they name."""
    known = _texts(checking.scheme)
    for entry in checking.scheme.outcomes:
        check_within(checking, entry.compare_within)
        if not checking.broken.spares(entry, "when"):
            continue
        found = check(entry.when, outcome_place(checking.scheme, entry))
        checking.problems.extend(found)
        for name, text in _compared(entry.when.tree):
            own = asked(name).name
            if own in known and text.value not in known[own]:
                kind_zh, kind_en = _KINDS.get(own, ("档次", "tier"))
                values = {"kind_zh": kind_zh, "kind_en": kind_en, **near(text.value, known[own])}
                where = entry.when.place(text.start, text.end)
                checking.note(outcome.UNKNOWN_IN_CONDITION, where, **values)
        if not found and checking.broken.spares(entry, "compare_within"):
            _within(checking, entry)


_KINDS: Mapping[str, tuple[str, str]] = {"grade": ("等次", "grade"), "title": ("称号", "title")}


def _texts(scheme: Scheme) -> dict[str, Sequence[str]]:
    """Give the texts that a name can be: ids of grades, titles and tiers, and the numbers of equal parts."""
    known: dict[str, Sequence[str]] = {
        "grade": [grade.id for grade in scheme.grades],
        "title": [title.id for title in scheme.titles],
    }
    for tiers in scheme.tiers:
        parts = [str(part) for part in range(1, (tiers.equal_parts or 0) + 1)]
        known[f"tier.{tiers.id}"] = [tier.id for tier in tiers.tiers] + parts
    return known


def _compared(tree: Node) -> Iterator[tuple[str, TextLiteral]]:
    """Give every name that is compared with a written text."""
    for node in walk(tree):
        if isinstance(node, Compare):
            for name, text in ((node.left, node.right), (node.right, node.left)):
                if isinstance(name, ValueName) and isinstance(text, TextLiteral):
                    yield name.name, text


def _within(checking: Checking, entry: Outcome) -> None:
    """Check that a condition with a statistic says whom it is taken of, and no other does."""
    named = sorted(name for name in entry.when.names if asked(name).statistic is not None)
    if named and entry.compare_within is None:
        checking.note(condition.WITHIN_MISSING, entry.when.where, outcome=entry.id, name=named[0])
    if not named and entry.compare_within is not None:
        checking.note(condition.WITHIN_UNUSED, entry.spots.of("compare_within"), outcome=entry.id)
    directions = {leaf.id: leaf.direction for leaf in checking.leaves}
    for name in named:
        one = asked(name)
        node, _, figure = one.name.partition(".")
        if figure in FIGURES and directions[node] is None and statistics()[str(one.statistic)].by_direction:
            checking.note(chain.NO_DIRECTION, entry.when.where, node=node, name=name)
