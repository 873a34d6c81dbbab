"""Further orders of the units: rankings of any node, and the tiers that units fall into."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from kaoping.scheme.model.node import Direction
from kaoping.scheme.model.population import Within
from kaoping.scheme.model.record import Label, Record

__all__ = ["BOUNDS", "Criterion", "QuantileBound", "Ranking", "Tier", "Tiers"]

BOUNDS: Final = ("at_least", "above", "at_most", "below")
"""The keys of a bound; each says whether a figure exactly on it is inside."""


@dataclass(frozen=True, kw_only=True)
class Criterion(Record):
    """A further criterion between units that are equal so far: the points of a node.

    They are taken rounded or unrounded as the ranking says. A unit without points there comes after those with.
    """

    of: str
    order: Direction


@dataclass(frozen=True, kw_only=True)
class Ranking(Record):
    """A further ranking of the units by the points of a node, those that stand in for an absent figure included.

    `among`: a flag column; only units it holds for take part. `then`: what decides between equals, in this order;
    units that are still equal share a rank by `ties`.
    """

    id: str
    title: Label
    of: str
    rank_on: Literal["rounded", "unrounded"]
    order: Direction
    ties: Literal["lowest", "highest", "average", "dense"]
    within: Within
    among: str | None = None
    then: tuple[Criterion, ...] = ()
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class QuantileBound(Record):
    """A bound that is a quantile of the figures of the units compared: 0.75 is above three quarters of them."""

    quantile: Decimal


@dataclass(frozen=True, kw_only=True)
class Tier(Record):
    """One tier: a unit is in the first one whose bound its figure keeps; the last has no bound and takes the others.

    `at_least` and `at_most` take in a figure exactly on the bound, `above` and `below` do not. By the tier of another
    division: `from` names the tiers there.
    """

    id: str
    title: Label
    at_least: Decimal | QuantileBound | None = None
    above: Decimal | QuantileBound | None = None
    at_most: Decimal | QuantileBound | None = None
    below: Decimal | QuantileBound | None = None
    from_: tuple[str, ...] = field(default=(), metadata={"key": "from"})


@dataclass(frozen=True, kw_only=True)
class Tiers(Record):
    """A division of the units into tiers; it changes no grade.

    `by` points of the node `of`, the rank in the ranking `of` (`total` is the official one), or the tier in another
    division `of`, which stands before this one. Either `tiers`, best first, or `equal_parts` k: of n units ranked the
    one with rank r is in part ⌈k × r ÷ n⌉. Quantiles say their definition, and over which units they are taken.
    """

    id: str
    title: Label
    by: Literal["points", "rank", "tier"]
    of: str
    rank_on: Literal["rounded", "unrounded"] | None = None
    quantiles: Literal["inclusive", "exclusive", "hazen", "nearest_rank"] | None = None
    within: Within | None = None
    among: str | None = None
    tiers: tuple[Tier, ...] = ()
    equal_parts: int | None = None
    source: str | None = None
