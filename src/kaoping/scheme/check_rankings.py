"""Checks of further rankings and of what decides between equals, and of the tiers that units fall into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, cast

from kaoping.errors import Location
from kaoping.scheme.check_population import check_among, check_within
from kaoping.scheme.checking import Checking, shown, taken_names
from kaoping.scheme.messages import comparison, near, tree
from kaoping.scheme.model import BOUNDS, Criterion, QuantileBound, Ranking, TakenRank, Tier, Tiers

__all__ = ["check_rankings"]

TOTAL: Final = "total"


def check_rankings(checking: Checking) -> None:
    """Check the official ranking's further criteria, further rankings and tiers."""
    scheme = checking.scheme
    if checking.broken.spares(scheme, "numbers"):
        _criteria(checking, scheme.numbers.then or (), TOTAL)
    records: tuple[Ranking | Tiers, ...] = (*scheme.rankings, *scheme.tiers)
    for record in records:
        if record.id in taken_names():
            checking.note(tree.RESERVED_ID, record.spots.of("id"), id=record.id)
        check_within(checking, record.within)
        check_among(checking, record.among, record.spots.of("among"))
    for node in checking.nodes:
        if node.take_rank is not None:
            check_within(checking, node.take_rank.within)
            check_among(checking, node.take_rank.among, node.take_rank.spots.of("among"))
            _rounded(checking, node.id, node.id, node.take_rank)
    for ranking in scheme.rankings:
        _points_of(checking, ranking)
        if checking.broken.spares(ranking, "then"):
            _criteria(checking, ranking.then, ranking.of)
    for number, tiers in enumerate(scheme.tiers):
        if checking.broken.spares(tiers, "by", "of", "tiers", "equal_parts", "quantiles", "rank_on", "within"):
            _tiers(checking, tiers, scheme.tiers[:number])


def _known(checking: Checking) -> list[str]:
    """Give the nodes whose points units can be ordered by."""
    scheme = checking.scheme
    adjusted = [name for name in ("bonus", "deductions") if getattr(scheme, name) is not None]
    return [TOTAL, *(node.id for node in checking.nodes), *adjusted]


def _points_of(checking: Checking, record: Ranking | Tiers) -> None:
    """Check the node whose points are taken, and that it is rounded where they are taken rounded."""
    known = _known(checking)
    checking.refer(tree.UNKNOWN_NODE, record.of, record.spots.of("of"), known)
    if record.of in known:
        _rounded(checking, record.id, record.of, record)


def _rounded(checking: Checking, name: str, node: str, record: Ranking | Tiers | TakenRank) -> None:
    """Check that a node is rounded where its points are taken rounded."""
    if record.rank_on != "rounded" or not checking.broken.spares(checking.scheme, "numbers"):
        return
    leaves = {leaf.id for leaf in checking.leaves}
    levels = () if node == TOTAL else ("indicators" if node in leaves else "parts",)
    if not {rounding.at for rounding in checking.scheme.numbers.rounding} & {node, *levels}:
        checking.note(comparison.RANKED_UNROUNDED, record.spots.of("rank_on"), id=name, node=node)


def _criteria(checking: Checking, then: Sequence[Criterion], first: str) -> None:
    """Check that every further criterion is a node that has not decided yet."""
    seen = {first}
    for criterion in then:
        where = criterion.spots.of("of")
        checking.refer(tree.UNKNOWN_NODE, criterion.of, where, _known(checking))
        if criterion.of in seen:
            checking.note(comparison.CRITERION_TWICE, where, name=criterion.of)
        seen.add(criterion.of)


def _tiers(checking: Checking, tiers: Tiers, before: Sequence[Tiers]) -> None:
    """Check one division: what it is by, its keys, its tiers."""
    if tiers.by == "points":
        _points_of(checking, tiers)
    else:
        rankings = [TOTAL, *(ranking.id for ranking in checking.scheme.rankings)]
        known = rankings if tiers.by == "rank" else [other.id for other in before]
        words = ("排名", "ranking") if tiers.by == "rank" else ("写在前面的分档", "division into tiers before this one")
        _refer(checking, tiers.of, tiers.spots.of("of"), known, words)
    for is_wrong, where, zh, en in _wrong_keys(tiers):
        if is_wrong:
            values = {"id": tiers.id, "reason_zh": zh, "reason_en": en}
            checking.note(comparison.TIERS_UNCLEAR, tiers.spots.of(where), **values)
    seen: set[str] = set()
    for tier in tiers.tiers:
        if tier.id in seen:
            _wrong_tier(checking, tier, "id", "重复", "occurs twice")
        seen.add(tier.id)
    for tier in tiers.tiers[:-1]:
        _bound(checking, tiers, tier)
    for tier in tiers.tiers[-1:]:
        if any(getattr(tier, name) is not None for name in BOUNDS) or tier.from_:
            _wrong_tier(checking, tier, "id", "在最后，却写了界限", "is the last one and yet has a bound")
    if tiers.by == "tier":
        _taken_in(checking, tiers, before)
    else:
        _ladder(checking, tiers)


def _wrong_keys(tiers: Tiers) -> Iterator[tuple[bool, str, str, str]]:
    """Give for each combination of keys whether it is wrong, the key, and why."""
    parts = tiers.equal_parts
    yield (
        (parts is None) == (not tiers.tiers),
        "tiers",
        "须写 tiers 和 equal_parts 二者之一",
        "need exactly one of tiers and equal_parts",
    )
    yield (
        parts is not None and tiers.by != "rank",
        "equal_parts",
        "写了 equal_parts，须按名次（by: rank）",
        "have equal_parts, which go by rank",
    )
    yield (
        parts is not None and parts < 2,  # noqa: PLR2004 -- one part is no division
        "equal_parts",
        "至少分为 2 份",
        "need at least 2 equal parts",
    )
    yield (
        (tiers.by == "points") == (tiers.rank_on is None),
        "rank_on",
        "按得分的须写 rank_on，不按得分的不写",
        "need rank_on where they go by points, and only there",
    )
    yield from _wrong_quantiles(tiers)


def _wrong_quantiles(tiers: Tiers) -> Iterator[tuple[bool, str, str, str]]:
    """Give the same of the keys that quantiles need, and that nothing else does."""
    bounds = [getattr(tier, name) for tier in tiers.tiers for name in BOUNDS]
    has_quantiles = any(isinstance(bound, QuantileBound) for bound in bounds)
    yield (
        has_quantiles and tiers.by != "points",
        "tiers",
        "按分位数的须按得分（by: points）",
        "have quantiles as bounds, which go by points",
    )
    yield (
        has_quantiles and tiers.quantiles is None,
        "quantiles",
        "界限用了分位数，须写 quantiles，说明分位数的定义",
        "have quantiles as bounds: write `quantiles`, the definition that they follow",
    )
    yield (
        has_quantiles and tiers.within is None,
        "within",
        "界限用了分位数，须写 within，说明在哪些单位中取分位数",
        "have quantiles as bounds: write `within`, the units that they are taken over",
    )
    for key in ("quantiles", "within", "among"):
        yield (
            not has_quantiles and getattr(tiers, key) is not None,
            key,
            f"的界限不是分位数，用不上 {key}",
            f"have no quantiles as bounds, so that `{key}` has no part in them",
        )


def _wrong_tier(checking: Checking, tier: Tier, key: str, zh: str, en: str) -> None:
    checking.note(comparison.TIER_BOUND, tier.spots.of(key), id=tier.id, reason_zh=zh, reason_en=en)


def _refer(checking: Checking, name: str, where: Location, known: Sequence[str], words: tuple[str, str]) -> None:
    """Note a ranking, division or tier that does not exist."""
    if name not in known:
        values = near(name, known) | {"kind_zh": words[0], "kind_en": words[1]}
        checking.note(comparison.UNKNOWN_ORDER, where, **values)


def _bound(checking: Checking, tiers: Tiers, tier: Tier) -> None:
    """Check that a tier before the last has exactly one bound of the kind of its division."""
    if not checking.broken.spares(tier, *BOUNDS, "from_"):
        return
    count = sum(getattr(tier, name) is not None for name in BOUNDS)
    if tiers.by == "tier" and (count or not tier.from_):
        _wrong_tier(checking, tier, "id", "须写 from，不写别的界限", "needs from, and no other bound")
    elif tiers.by != "tier" and (count != 1 or tier.from_):
        zh, en = (
            "须恰好写 at_least、above、at_most、below 之一",
            "needs exactly one of at_least, above, at_most and below",
        )
        _wrong_tier(checking, tier, "id", zh, en)
    for name in BOUNDS:
        bound = getattr(tier, name)
        if isinstance(bound, QuantileBound) and not 0 <= bound.quantile <= 1:
            where = bound.spots.of("quantile")
            checking.note(tree.SHARE_OUT_OF_RANGE, where, key="quantile", number=shown(bound.quantile))


def _ladder(checking: Checking, tiers: Tiers) -> None:
    """Check that each bound is easier to keep than the one of its kind before it."""
    last: dict[bool, tuple[bool, Decimal]] = {}
    for tier in tiers.tiers[:-1]:
        names = [name for name in BOUNDS if getattr(tier, name) is not None]
        if len(names) != 1:
            continue
        bound, is_least = getattr(tier, names[0]), names[0] in ("at_least", "above")
        is_quantile = isinstance(bound, QuantileBound)
        number = bound.quantile if is_quantile else cast("Decimal", bound)
        before = last.get(is_quantile)
        if before is not None and (before[0] != is_least or (number >= before[1] if is_least else number <= before[1])):
            values = {"id": tier.id, "number": shown(number), "before": shown(before[1])}
            checking.note(comparison.TIERS_NOT_ORDERED, tier.spots.of(names[0]), **values)
        last[is_quantile] = is_least, number


def _taken_in(checking: Checking, tiers: Tiers, before: Sequence[Tiers]) -> None:
    """Check that every tier taken in is one of the other division, taken in once."""
    other = next((found for found in before if found.id == tiers.of), None)
    if other is None:
        return
    parts = other.equal_parts or 0
    known = [tier.id for tier in other.tiers] + [str(part) for part in range(1, parts + 1)]
    seen: set[str] = set()
    for tier in tiers.tiers:
        for number, name in enumerate(tier.from_):
            where = tier.spots.of(f"from_.{number}")
            _refer(checking, name, where, known, ("档次", "tier"))
            if name in seen:
                _wrong_tier(checking, tier, f"from_.{number}", f"再次收入“{name}”", f'takes in "{name}" once more')
            seen.add(name)
