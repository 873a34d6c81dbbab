"""What findings do to points and grades besides a demotion, the order of adjustments, and rules over several years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from kaoping.scheme.model.record import Label, Record, Sourced

__all__ = [
    "ADJUST_KEYS",
    "MOST_YEARS",
    "AdjustStep",
    "Circumstance",
    "NotGraded",
    "Penalty",
    "PenaltyEffect",
    "Years",
]

MOST_YEARS: Final = 5
"""How many years a rule may look at, the one scored included."""


@dataclass(frozen=True, kw_only=True)
class Circumstance(Record):
    """认定情形: what can be found about a unit and does nothing by itself; conditions name it as `found.ID`.

    `certified_by`: the id of a department. That a unit is concerned stands in table `findings`.
    """

    id: str
    title: Label
    certified_by: str | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class NotGraded(Record):
    """不定等次情形: a unit found under it has no grade in that period, and neither fills nor frees a place.

    It is scored. `ranked`: whether it has a rank among the others; without, it has none in further rankings either, and
    is in no tier. It counts towards no quota and towards no division of a title's places, has no standing and gets no
    title. Its first places and findings of outcome rules stay.
    """

    id: str
    title: Label
    certified_by: str | None = None
    ranked: bool
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class PenaltyEffect(Record):
    """What a penalty does: exactly one of the two.

    `zero`: the points of these nodes become zero, whatever their figures, and also where they have none. `minus`: so
    many points off the total, at the place of `penalties` in `adjust`.
    """

    zero: tuple[str, ...] = ()
    minus: Sourced | None = None


@dataclass(frozen=True, kw_only=True)
class Penalty(Record):
    """扣分情形: a finding that takes points, before the ranking; the figures of the unit stay in all statistics.

    The statistics of a part above a zeroed node see the zero.
    """

    id: str
    title: Label
    certified_by: str | None = None
    effect: PenaltyEffect
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class AdjustStep(Record):
    """One step from the total of the tree to the official total: exactly one of these, in the order of the list.

    `add`, `subtract`: the bonus, the deductions (each under its own cap), the penalties. `net_at_most`: what was added
    and taken so far comes to at most so many points. `at_most`, `at_least`: the total so far is held to this bound.
    """

    add: Literal["bonus"] | None = None
    subtract: Literal["deductions", "penalties"] | None = None
    net_at_most: Sourced | None = None
    at_most: Sourced | None = None
    at_least: Sourced | None = None

    @property
    def block(self) -> str | None:
        """The block of points it adds or takes, if it does."""
        return self.add or self.subtract

    @property
    def bound(self) -> Sourced | None:
        """The bound it holds to, if it does."""
        return self.net_at_most or self.at_most or self.at_least


ADJUST_KEYS: Final = ("add", "subtract", "net_at_most", "at_most", "at_least")


@dataclass(frozen=True, kw_only=True)
class Years(Record):
    """A rule that counts years: the condition holds in at least so many of the last so many periods.

    `last`: how many periods are looked at, the scored one included, each a year before the next.
    `missing`: what a year without an earlier result does: `undecided` leaves the rule undecided where it matters,
    `does_not_count` takes the condition as not holding in it.
    """

    last: int
    at_least: int
    missing: Literal["undecided", "does_not_count"]
