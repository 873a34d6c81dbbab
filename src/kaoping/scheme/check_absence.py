"""Checks of what absence means: said for every node, and only what can be done there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, get_args

from kaoping.errors import Location
from kaoping.rules import Aggregation, combinations
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import tree
from kaoping.scheme.model import Indicator, Part, Policy, When
from kaoping.scheme.shape import fields_of

__all__ = ["check_absence"]

_KINDS: Final = get_args(fields_of(Policy)["kind"].kind)
_STATUSES: Final = ("missing", "not_applicable", "excused")
_MOST_NAMED: Final = 5


def check_absence(checking: Checking) -> None:
    """Check every node, the defaults and the share that may be missing."""
    limit = checking.scheme.no_score_over
    if limit is not None and not 0 <= limit.value <= 1:
        values = {"key": "no_score_over", "number": shown(limit.value)}
        checking.note(tree.SHARE_OUT_OF_RANGE, limit.spots.whole, **values)
    defaults_known = checking.broken.spares(checking.scheme, "defaults")
    followers: dict[str, tuple[When, list[Part | Indicator]]] = {}
    for node in checking.nodes:
        key = "indicator_when" if isinstance(node, Indicator) else "part_when"
        if not checking.spared(node, "when"):
            continue
        if node.when is not None:
            _policies(checking, node, node.when)
        elif (when := checking.when(node)) is not None:
            followers.setdefault(key, (when, []))[1].append(node)
        elif defaults_known:
            checking.note(tree.NO_WHEN, node.spots.whole, node=node.id, key=key)
    for key, (when, nodes) in followers.items():
        _of_defaults(checking, nodes, key, when)
    if checking.scheme.when is not None:
        _policies(checking, checking.tree, checking.scheme.when)


def _policies(checking: Checking, node: Part | Indicator, when: When) -> None:
    """Check the three policies of a node; those of the defaults may be refused at many nodes."""
    for kind, spots in _unfit(checking, node, when).items():
        (where, *others), keys = spots.values(), list(spots)
        values = {"node": node.id, "keys": ", ".join(keys), "kind": kind, **_reason(checking, node, kind)}
        checking.note(tree.POLICY_NOT_HERE, where, list(zip(others, keys[1:], strict=True)), **values)
    _points_of(checking, node, when)


def _of_defaults(checking: Checking, nodes: Sequence[Part | Indicator], key: str, when: When) -> None:
    """Check the policies of the defaults at the nodes that follow them: what does not fit is told once for all."""
    refused: dict[tuple[str, str], list[Part | Indicator]] = {}
    for node in nodes:
        for kind in _unfit(checking, node, when):
            refused.setdefault((kind, _reason(checking, node, kind)["reason_en"]), []).append(node)
        _points_of(checking, node, when)
    for (kind, _), (first, *rest) in refused.items():
        spots = _unfit(checking, first, when)[kind]
        listed = [first.id, *(node.id for node in rest)][:_MOST_NAMED] + ["…"] * (len(rest) >= _MOST_NAMED)
        values = {
            "nodes_zh": "、".join(f"“{name}”" for name in listed),
            "nodes_en": ", ".join(f'"{name}"' for name in listed),
            "key": f"defaults.{key}",
            "keys": ", ".join(spots),
            "kind": kind,
            **_reason(checking, first, kind),
        }
        places = [(node.spots.whole, node.id) for node in rest[:_MOST_NAMED]]
        others = [*places, *((where, f"{key}.{name}") for name, where in spots.items())]
        checking.note(tree.POLICY_OF_DEFAULTS_NOT_HERE, first.spots.whole, others, **values)


def _unfit(checking: Checking, node: Part | Indicator, when: When) -> dict[str, dict[str, Location]]:
    """Give the policies that a node cannot use, each with the keys that say it and their places."""
    refused = _refused(checking, node)
    found: dict[str, dict[str, Location]] = {}
    for name in _STATUSES:
        policy: Policy = getattr(when, name)
        if policy.kind in refused:
            found.setdefault(policy.kind, {})[name] = policy.spots.whole
    return found


def _reason(checking: Checking, node: Part | Indicator, kind: str) -> dict[str, str]:
    """Give why a node cannot use a policy, and which ones it can."""
    refused = _refused(checking, node)
    zh, en = refused[kind]
    allowed = ", ".join(kind for kind in _KINDS if kind not in refused)
    return {"reason_zh": zh, "reason_en": en, "allowed": allowed}


def _points_of(checking: Checking, node: Part | Indicator, when: When) -> None:
    """Check the fixed numbers of points of a node."""
    for policy in (when.missing, when.not_applicable, when.excused):
        if policy.points is not None:
            _points(checking, node, policy)


def _refused(checking: Checking, node: Part | Indicator) -> dict[str, tuple[str, str]]:
    """Give the policies that make no sense at a node, with the reason."""
    refused: dict[str, tuple[str, str]] = {}
    if isinstance(node, Part):
        refused["peer_mean"] = ("同组平均只用于指标", "the mean of the group is for indicators only")
    if node is checking.tree:
        refused["share_again"] = ("总分没有同级可以分摊", "the total has no siblings to share with")
        refused["table"] = ("给定得分只用于总分以下", "supplied points are for the nodes below the total")
    if any(item is node for item in checking.items):
        refused["share_again"] = ("加分和扣分没有权重可以分摊", "bonus and deductions have no weights to share")
    return refused


def _points(checking: Checking, node: Part | Indicator, policy: Policy) -> None:
    """Check a fixed number of points: at most the full points; below zero only where points are added up."""
    points = policy.points or Decimal(0)
    full = None if node.full is None else node.full.value
    parent = next((part for part in checking.parts if any(child is node for child in part.children)), None)
    if points < 0 and _is_taken_off(checking, node):
        values = {"node": node.id, "points": shown(points), "positive": shown(-points)}
        checking.note(tree.POINTS_TAKEN_OFF, policy.spots.whole, **values)
    elif (points < 0 and not _is_added_up(checking, node, parent)) or (full is not None and points > full):
        values = {"points": shown(points), "full": "—" if full is None else shown(full)}
        checking.note(tree.POLICY_POINTS, policy.spots.whole, **values)


def _is_taken_off(checking: Checking, node: Part | Indicator) -> bool:
    """Tell whether what a node gives is taken off the total or its part, so that a number below zero would add."""
    deductions = checking.scheme.deductions
    is_item = deductions is not None and any(item is node for item in deductions.items)
    return is_item or (node.weight is not None and node.weight.value < 0)


def _is_added_up(checking: Checking, node: Part | Indicator, parent: Part | None) -> bool:
    """Tell whether the points of a node are added to others, so that it can take some off."""
    if parent is None:
        return any(item is node for item in checking.items)
    found = combinations().get(parent.combine)  # one that is not known is told by a check of its own
    return found is None or (isinstance(found, Aggregation) and (found.full_as_weight or found.weights_as_given))
