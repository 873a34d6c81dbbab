"""Checks of the tree: ids, children, how a part combines them, weights, full points and how many it needs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from kaoping.errors import Location
from kaoping.rules import Aggregation, Contest, combinations
from kaoping.scheme.check_entry import check_entry
from kaoping.scheme.check_full import check_full_below_mean
from kaoping.scheme.check_uncertainty import check_uncertainty
from kaoping.scheme.check_weights import check_kind_of_weights
from kaoping.scheme.checking import Checking, shown, taken_names
from kaoping.scheme.messages import tree
from kaoping.scheme.model import Indicator, Part, Spots
from kaoping.scheme.places import POINTS, combined_unit

__all__ = ["check_tree"]


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def spots(self) -> Spots: ...


def check_tree(checking: Checking) -> None:
    """Check ids, then every part with its children."""
    _ids(checking)
    signed = {id(child) for part in checking.parts if part.weights == "as_given" for child in part.children}
    for node in checking.nodes:
        _positive(checking, node, is_signed=id(node) in signed)
    for part in checking.families():
        _children(checking, part)
        aggregation = combinations().get(part.combine)
        if not checking.spared(part, "combine") or not part.children:
            continue
        if aggregation is None:
            checking.refer(tree.UNKNOWN_AGGREGATION, part.combine, part.spots.of("combine"), combinations())
            continue
        before = len(checking.problems)
        if checking.spared(part, "combine_with"):
            check_entry(checking, aggregation, part.combine_with, part.spots.of("combine"))
        if isinstance(aggregation, Aggregation) and len(checking.problems) == before:
            check_full_below_mean(checking, part, aggregation)
        if checking.spared(part, "weights"):
            check_kind_of_weights(checking, part, aggregation)
        check_uncertainty(checking, part, part)
        _weights(checking, part, aggregation)
        _full(checking, part, aggregation)
        _need(checking, part)
        if isinstance(aggregation, Contest):
            _compares(checking, part)
        elif aggregation.multiplies:
            _factors(checking, part)


def _ids(checking: Checking) -> None:
    """Check that ids are unique among their kind, and that no node takes a name of ours."""
    scheme = checking.scheme
    taken = taken_names()
    for node in checking.nodes:
        if node.id in taken:
            checking.note(tree.RESERVED_ID, node.spots.of("id"), id=node.id)
    _unique(checking, checking.nodes, "节点", "nodes")
    _unique(checking, scheme.groups, "考评组", "groups")
    _unique(checking, scheme.unit_columns, "单位表附加列", "unit columns")
    _unique(checking, scheme.departments, "责任部门", "departments")
    _unique(checking, scheme.findable, "情形", "circumstances found about units")
    _unique(checking, (*scheme.rankings, *scheme.tiers), "专项排名和分档", "further rankings and tiers")
    _unique(checking, scheme.grades, "等次", "grades")
    _unique(checking, (*scheme.titles, *scheme.first_places, *scheme.outcomes), "称号和结果情形", "titles and outcomes")


def _unique(checking: Checking, records: Sequence[_Named], kind_zh: str, kind_en: str) -> None:
    seen: dict[str, Location] = {}
    for record in records:
        where = record.spots.of("id")
        if record.id and record.id in seen:
            others = [(seen[record.id], "")]
            checking.note(tree.DUPLICATE_ID, where, others, id=record.id, kind_zh=kind_zh, kind_en=kind_en)
        seen.setdefault(record.id, where)


def _positive(checking: Checking, node: Part | Indicator, *, is_signed: bool) -> None:
    """Check that weight and full points are above zero; a weight used as given may be below."""
    if node.weight is not None and is_signed and node.weight.value == 0:
        checking.note(tree.WEIGHT_ZERO, node.spots.of("weight"), node=node.id)
    elif node.weight is not None and node.weight.value <= 0 and not is_signed:
        checking.note(tree.WEIGHT_NOT_POSITIVE, node.spots.of("weight"), number=shown(node.weight.value))
    if node.full is not None and node.full.value <= 0:
        checking.note(tree.FULL_NOT_POSITIVE, node.spots.of("full"), number=shown(node.full.value))


def _children(checking: Checking, part: Part) -> None:
    """Check that a part has children of one kind."""
    if not part.children:
        checking.note(tree.NO_CHILDREN, part.spots.whole, part=part.id)
    if part.parts and part.indicators:
        where = max(part.spots.of("parts"), part.spots.of("indicators"), key=lambda spot: spot.line)
        checking.note(tree.PARTS_AND_INDICATORS, where, part=part.id)


def _weights(checking: Checking, part: Part, aggregation: Aggregation | Contest) -> None:
    """Check that weights stand where they are used, and nowhere else, and that they add up."""
    if not all(checking.spared(child, "weight") for child in part.children):
        return
    given = [child for child in part.children if child.weight is not None]
    words = {"part": part.id, "combine": part.combine}
    if aggregation.needs_weights is False:
        for child in given:
            checking.note(tree.WEIGHT_UNUSED, child.spots.of("weight"), node=child.id, **words)
        return
    for child in part.children:
        if child.weight is None and aggregation.needs_weights:
            checking.note(tree.WEIGHT_MISSING, child.spots.whole, node=child.id, **words)
        elif child.weight is None and given:
            checking.note(tree.WEIGHTS_INCOMPLETE, child.spots.whole, node=child.id)
    is_whole = part.weights == "absolute" or (part.weights == "of_whole" and part.id == checking.tree.id)
    if len(given) == len(part.children) and is_whole and checking.spared(part, "weights"):
        _add_up(checking, part)


def _add_up(checking: Checking, part: Part) -> None:
    """Check that weights add up to 100 or to 1."""
    weights = [(child.spots.of("weight"), child.weight.value) for child in part.children if child.weight]
    total = sum((weight for _, weight in weights), start=Decimal(0))
    if total in {1, 100}:
        return
    wanted = Decimal(1) if total < 2 else Decimal(100)  # noqa: PLR2004 -- nearer to shares or to per cent
    others = [(where, shown(weight)) for where, weight in weights[:-1]]
    change_zh, change_en = ("增加", "Raise") if total < wanted else ("减少", "Lower")
    values = {"part": part.id, "total": shown(total), "wanted": shown(wanted)}
    values |= {"difference": shown(abs(wanted - total)), "change_zh": change_zh, "change_en": change_en}
    checking.note(tree.WEIGHTS_DO_NOT_ADD_UP, weights[-1][0], others, **values)


def _compares(checking: Checking, part: Part) -> None:
    """Check that a part whose combination compares units says with which, and compares them by points."""
    for child in part.children:
        if child.take_rank is not None:
            values = {"part": part.id, "combine": part.combine, "child": child.id}
            checking.note(tree.RANK_IN_CONTEST, child.take_rank.spots.whole, **values)
    defaults = checking.scheme.defaults
    known = part.compare_within or (defaults and defaults.compare_within)
    if (
        known is None
        and checking.spared(part, "compare_within")
        and checking.broken.spares(checking.scheme, "defaults")
    ):
        checking.note(tree.NO_COMPARE_WITHIN, part.spots.whole, node=part.id)


def _full(checking: Checking, part: Part, aggregation: Aggregation | Contest) -> None:
    """Check that every child has full points where points are added up, and that they make up those of the part."""
    if not aggregation.full_as_weight or not all(checking.spared(child, "full") for child in part.children):
        return
    for child in part.children:
        if child.full is None:
            checking.note(tree.FULL_MISSING, child.spots.whole, node=child.id, part=part.id)
    points = [(child.spots.of("full"), child.full.value) for child in part.children if child.full]
    total = sum((full for _, full in points), start=Decimal(0))
    if len(points) < len(part.children) or part.full is None or part.steps or total == part.full.value:
        return
    values = {"part": part.id, "total": shown(total), "wanted": shown(part.full.value)}
    others = [(where, shown(full)) for where, full in points]
    checking.note(tree.FULL_DOES_NOT_ADD_UP, part.spots.of("full"), others, **values)


def _need(checking: Checking, part: Part) -> None:
    """Check how many children a part needs: said where one may stay blank, and not more than it has."""
    defaults = checking.scheme.defaults
    need, where = part.need, part.spots.of("need")
    if need is None and defaults is not None:
        need, where = defaults.need, part.spots.whole
    if not checking.spared(part, "need"):
        return
    count = len(part.children)
    if isinstance(need, int) and not 1 <= need <= count:
        checking.note(tree.NEED_TOO_HIGH, where, need=need, part=part.id, count=count)
    if need is not None or not checking.broken.spares(checking.scheme, "defaults"):
        return
    for child in part.children:
        when = checking.when(child)
        if when is not None and "blank" in {when.missing.kind, when.not_applicable.kind, when.excused.kind}:
            checking.note(tree.NEED_MISSING, part.spots.whole, part=part.id, node=child.id)
            return


def _factors(checking: Checking, part: Part) -> None:
    """Check that points that are multiplied come back to points, and that it is certain how many they are."""
    unit, count = combined_unit(part), len(part.children)
    if unit == POINTS or not checking.broken.spares(checking.scheme, "defaults"):
        return
    if (child := _left_out(checking, part)) is not None:
        words = {"why_zh": f"“{child.id}”可能不计入", "why_en": f'"{child.id}" may be left out'}
        words |= {"hint_zh": "请使各项都不会缺，或改用 geometric_mean。"}
        words |= {"hint_en": "Let absence leave none of them out, or combine by geometric_mean."}
        checking.note(tree.FACTORS_NOT_CERTAIN, part.spots.of("combine"), node=part.id, unit=POINTS, **words)
    elif not part.steps and checking.spared(part, "steps"):
        values = {"part": part.id, "count": count, "unit": unit}
        scale = {"scale": 100 ** (count - 1), "rest": POINTS.to_the(count - 1)}
        checking.note(tree.PRODUCT_NOT_POINTS, part.spots.of("combine"), **values, **scale)


def _left_out(checking: Checking, part: Part) -> Part | Indicator | None:
    """Give a child that the part may be combined without: its weight is shared, or it stays blank and is not needed."""
    defaults = checking.scheme.defaults
    need = part.need if part.need is not None else (defaults.need if defaults else None)
    kinds = {"share_again", "blank"} if isinstance(need, int) and need < len(part.children) else {"share_again"}
    for child in part.children:
        when = checking.when(child)
        if when is not None and kinds & {when.missing.kind, when.not_applicable.kind, when.excused.kind}:
            return child
    return None
