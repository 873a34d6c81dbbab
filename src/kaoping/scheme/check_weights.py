"""Checks of what the weights of a part are: used as given, or shares of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kaoping.rules import Aggregation, Contest
from kaoping.scheme.checking import Checking, shown
from kaoping.scheme.messages import tree
from kaoping.scheme.model import Part

__all__ = ["check_kind_of_weights"]


def check_kind_of_weights(checking: Checking, part: Part, aggregation: Aggregation | Contest) -> None:
    """Check that weights as given stand where they are used so, and that shares of the whole fit the part's own."""
    is_given = part.weights == "as_given"
    if is_given != aggregation.weights_as_given:
        where = part.spots.of("weights" if is_given else "combine")
        checking.note(tree.AS_GIVEN_NOT_HERE, where, part=part.id, combine=part.combine, weights=part.weights)
    elif is_given:
        _nothing_left_out(checking, part)
        _full(checking, part)
    if part.weights == "of_whole" and part.id != checking.tree.id:
        _of_whole(checking, part)


def _nothing_left_out(checking: Checking, part: Part) -> None:
    """Check that no child can be left out: its weight is nobody else's, so that it would count as zero."""
    for zh, en in _leaving_out(checking, part):
        checking.note(tree.NOTHING_LEFT_OUT, part.spots.of("weights"), part=part.id, reason_zh=zh, reason_en=en)
        return


def _leaving_out(checking: Checking, part: Part) -> Iterator[tuple[str, str]]:
    """Give what leaves a child out, in words."""
    defaults = checking.scheme.defaults
    need = part.need or (defaults.need if defaults else None)
    if isinstance(need, int) and need < len(part.children):
        yield f"need 为 {need}", f"need is {need}"
    for child in part.children:
        when = checking.when(child)
        if when is not None and "share_again" in {when.missing.kind, when.not_applicable.kind, when.excused.kind}:
            yield f"“{child.id}”可用 share_again", f'"{child.id}" may share_again'


def _full(checking: Checking, part: Part) -> None:
    """Check that the full points of a part are the most that its children can give."""
    pairs = [(child.weight.value, child.full.value) for child in part.children if child.weight and child.full]
    if part.full is None or part.steps or len(pairs) < len(part.children):
        return
    total = sum((max(weight, Decimal(0)) * full for weight, full in pairs), start=Decimal(0))
    if total != part.full.value:
        values = {"part": part.id, "total": shown(total), "wanted": shown(part.full.value)}
        checking.note(tree.FULL_OF_GIVEN, part.spots.of("full"), **values)


def _of_whole(checking: Checking, part: Part) -> None:
    """Check that shares of the whole add up to the weight of their part."""
    weights = [child.weight.value for child in part.children if child.weight is not None]
    total, own = sum(weights, start=Decimal(0)), None if part.weight is None else part.weight.value
    if len(weights) == len(part.children) and total != own:
        values = {"part": part.id, "total": shown(total), "wanted": "–" if own is None else shown(own)}
        checking.note(tree.WEIGHTS_OF_WHOLE, part.spots.of("weights"), **values)
