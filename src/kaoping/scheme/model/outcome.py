"""What follows from a ranking: grades, titles, first places, disqualifications, demotions, outcome rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final, Literal, TypeAlias

from kaoping.formula import Formula
from kaoping.scheme.model.effect import Years
from kaoping.scheme.model.population import Within
from kaoping.scheme.model.record import Label, Record, Sourced

__all__ = [
    "COUNTED_WORDS",
    "Counted",
    "Demotion",
    "Disqualification",
    "Effect",
    "FirstPlace",
    "Grade",
    "Outcome",
    "Places",
    "Quota",
    "Split",
    "Title",
]

Counted: TypeAlias = Literal["assessed", "ranked"]
COUNTED_WORDS: Final[Mapping[Counted, tuple[str, str]]] = {
    "assessed": ("被考评单位", "assessed"),
    "ranked": ("有总分的单位", "with a total"),
}
_ROUNDING: Final[Mapping[str, str]] = {"floor": ROUND_FLOOR, "half_up": ROUND_HALF_UP, "ceiling": ROUND_CEILING}


def _whole(number: Decimal, rounding: str) -> int:
    return int(number.quantize(Decimal(1), rounding=_ROUNDING[rounding]))


@dataclass(frozen=True, kw_only=True)
class Quota(Record):
    """At most this share of the units of a group; `ties` says what happens to equals at the edge.

    `of`: whether every assessed unit of the group counts, or only those ranked, which have a total.
    `none_over`: equals that do not all fit stay out. `all_in`: equals of the last one inside come in too.
    """

    value: Decimal
    of: Counted
    rounding: Literal["floor", "half_up", "ceiling"]
    ties: Literal["none_over", "all_in"]
    source: str | None = None

    def places(self, units: int) -> int:
        """Give the number of places among so many units."""
        return _whole(self.value * units, self.rounding)


@dataclass(frozen=True, kw_only=True)
class Grade(Record):
    """One grade, best first in the file: a quota or a cumulative share, a least total, both, or (the last) neither.

    A unit gets the first grade that takes it. `at_least` is held against the total as printed, in every group the same;
    where lower totals are better it is the most that is allowed. Places that a grade leaves empty are not handed down.
    `up_to`: the share of the units, from the first in rank on, at which this grade ends: `0.7` after a grade up to
    `0.25` makes the units from there to 70 %. The units of better grades are inside it. A demoted unit that frees its
    place still counts in the number of units, and is passed over when they are counted from the first on.
    """

    id: str
    title: Label
    quota: Quota | None = None
    up_to: Quota | None = None
    at_least: Decimal | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Effect(Record):
    """What a demotion does, after normal scoring and grading.

    Several at once combine in this order: all `lower_grade` are added up, then the lowest `cap_grade` (the best grade
    that the unit may still have) holds, then the unit stands last in the grade reached where one of them says so.
    """

    lower_grade: int
    cap_grade: str | None = None
    last_in_grade: bool


@dataclass(frozen=True, kw_only=True)
class Demotion(Record):
    """降等情形: an event that lowers the grade and places the unit last in it.

    The unit stands in its lowered grade beyond the quota of that grade. `frees_place`: its place in the grade it had by
    score goes to the next unit, for all others are then graded as if it were not there.
    `certified_by`: the id of a department. That a unit is concerned stands in table `findings`.
    """

    id: str
    title: Label
    certified_by: str | None = None
    effect: Effect
    frees_place: bool
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Disqualification(Record):
    """取消资格情形: an event that bars titles; score, rank and grade stay.

    `bars`: the ids of titles. `certified_by`: the id of a department. That a unit is concerned stands in table
    `findings`.
    """

    id: str
    title: Label
    certified_by: str | None = None
    bars: tuple[str, ...]
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Split(Record):
    """How the places of a title are divided among its groups: by largest remainder of the number of units.

    `of`: whether every assessed unit of a group counts, or only those ranked, which have a total.
    """

    by: Literal["largest_remainder"]
    of: Counted
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Places(Record):
    """How many units get a title: a total split among groups, the same number in each, a number for each, or a share.

    `share`: in each group this share of its units in the grade `of`, after demotions, made whole by `rounding`.
    """

    total: Sourced | None = None
    split: Split | None = None
    each_group: Sourced | None = None
    by_group: Mapping[str, Sourced] = field(default_factory=dict)
    share: Sourced | None = None
    of: str | None = None
    rounding: Literal["floor", "half_up", "ceiling"] | None = None
    ties: Literal["none_over", "all_in"]

    def of_units(self, units: int) -> int:
        """Give the number of places of a share among so many units."""
        if self.share is None or self.rounding is None:  # pragma: no cover -- asked of a sound share only
            raise TypeError(self)
        return _whole(self.share.value * units, self.rounding)


@dataclass(frozen=True, kw_only=True)
class Title(Record):
    """A title for the first units of its groups in final standing; unfilled places stay empty, shown.

    The place of a unit that a disqualification bars goes to the next unit that can have the title.
    `from`: the id of a grade, whose units alone can have it; `lowest_grade`: the id of a grade, whose units and those
    of better grades can; neither: units of all grades. `groups`: the ids of groups, all where it is not said.
    """

    id: str
    title: Label
    from_: str | None = field(default=None, metadata={"key": "from"})
    lowest_grade: str | None = None
    groups: tuple[str, ...] = ()
    places: Places
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class FirstPlace(Record):
    """The unit that is best at each named node is announced; equals share the first place.

    `of`: the ids of parts or indicators. `within`: one unit of each group, or one of all. `by`: whether points are
    compared, which may be capped for many, or the figure delivered, by the direction of its indicator. Without it
    points are.
    """

    id: str
    title: Label
    of: tuple[str, ...]
    by: Literal["points", "figure"] = "points"
    within: Literal["group", "all"]
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome(Record):
    """A finding about a unit when a condition over this and earlier results holds.

    `previous` is the same period a year before, `previous2` two years before, up to `previous4`: scored in this run, or
    given by `kaoping score --previous`. Without it a condition that names it is undetermined, and the result says so.
    `years`: the condition is tried on several years, each as if it were the scored one, and has to hold often enough.
    `compare_within`: the ranked units of which a statistic that it names (`mean.total`) is taken, in its own year.
    """

    id: str
    title: Label
    when: Formula
    compare_within: Within | None = None
    years: Years | None = None
    source: str | None = None
