"""Checks of what absence means: said for every node, and only what can be done there."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, get_args

from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import tree
from kaoping.scheme.model import Indicator, Part, Policy, When
from kaoping.scheme.shape import fields_of

__all__ = ["check_absence"]

_KINDS: Final = get_args(fields_of(Policy)["kind"].kind)


def check_absence(checking: Checking) -> None:
    """Check every node, the defaults and the share that may be missing."""
    limit = checking.scheme.no_score_over
    if limit is not None and not 0 <= limit.value <= 1:
        values = {"key": "no_score_over", "number": shown(limit.value)}
        checking.note(tree.SHARE_OUT_OF_RANGE, limit.spots.whole, **values)
    defaults_known = checking.broken.spares(checking.scheme, "defaults")
    for node in checking.nodes:
        when = checking.when(node)
        if not checking.spared(node, "when"):
            continue
        if when is not None:
            _policies(checking, node, when)
        elif defaults_known:
            key = "indicator_when" if isinstance(node, Indicator) else "part_when"
            checking.note(tree.NO_WHEN, node.spots.whole, node=node.id, key=key)
    if checking.scheme.when is not None:
        _policies(checking, checking.tree, checking.scheme.when)


def _policies(checking: Checking, node: Part | Indicator, when: When) -> None:
    """Check the three policies of a node; those of the defaults are complained about at the node."""
    refused = _refused(checking, node)
    for policy in (when.missing, when.not_applicable, when.excused):
        where = policy.spots.whole if node.when is not None else node.spots.whole
        if policy.kind in refused:
            zh, en = refused[policy.kind]
            allowed = ", ".join(kind for kind in _KINDS if kind not in refused)
            values = {"node": node.id, "kind": policy.kind, "reason_zh": zh, "reason_en": en, "allowed": allowed}
            checking.note(tree.POLICY_NOT_HERE, where, **values)
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
    """Check a fixed number of points against the full points."""
    points = policy.points or Decimal(0)
    full = None if node.full is None else node.full.value
    if points < 0 or (full is not None and points > full):
        values = {"points": shown(points), "full": "—" if full is None else shown(full)}
        checking.note(tree.POLICY_POINTS, policy.spots.whole, **values)
