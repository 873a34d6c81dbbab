"""The scheme itself: identity and legal basis, numbers, groups, the tree, adjustments, outcomes, process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kaoping.scheme.model.effect import AdjustStep, Circumstance, NotGraded, Penalty
from kaoping.scheme.model.node import (
    Bonus,
    Deduction,
    Direction,
    Indicator,
    Part,
    Step,
    Uncertainty,
    Weights,
    When,
)
from kaoping.scheme.model.outcome import Demotion, Disqualification, FirstPlace, Grade, Outcome, Title
from kaoping.scheme.model.population import UnitColumn, Within
from kaoping.scheme.model.ranking import Criterion, Ranking, Tiers
from kaoping.scheme.model.record import Label, Record, Setting, Sourced
from kaoping.scheme.model.variable import Variable

__all__ = [
    "Basis",
    "Body",
    "Defaults",
    "Department",
    "Group",
    "Numbers",
    "Process",
    "Rounding",
    "Scheme",
    "Window",
]


@dataclass(frozen=True, kw_only=True)
class Basis(Record):
    """A legal basis: the document the scheme follows."""

    title: str
    issued_by: str | None = None
    number: str | None = None
    date: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rounding(Record):
    """Official rounding of one node: `total`, `indicators` (every leaf), `parts` (every inner node) or a node id.

    It comes after the chain of the node; the rounded points go into the part above.
    """

    at: str
    mode: Literal["half_up", "half_even", "truncate"]
    decimals: int


@dataclass(frozen=True, kw_only=True)
class Numbers(Record):
    """How figures are rounded and ranked; every scheme has to say it.

    `after_appeal`: whether a run that corrects another (`kaoping score --corrects`) keeps its statistics, so that
    nobody else's points move, or computes them again. Without it no run can correct another.
    `rank_on`: whether totals are ranked as printed or before their rounding. `ties`, the ranks of equals: `lowest`
    1, 2, 2, 4; `highest` 1, 3, 3, 4; `average` 1, 2.5, 2.5, 4; `dense` 1, 2, 2, 3. It counts for `rank` in formulas and
    rules too, and for a step `group: rank` that says no `ties` of its own. `order`: which totals are better.
    `then`: what decides between units with equal totals, in this order, before `ties` does.
    """

    rounding: tuple[Rounding, ...]
    rank_on: Literal["rounded", "unrounded"]
    ties: Literal["lowest", "highest", "average", "dense"]
    order: Direction = "higher_is_better"
    then: tuple[Criterion, ...] | None = None
    after_appeal: Literal["keep_statistics", "recompute_statistics"] | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Group(Record):
    """A ranking group."""

    id: str
    title: Label


@dataclass(frozen=True, kw_only=True)
class Department(Record):
    """A responsible department 考评责任部门: it delivers and verifies figures."""

    id: str
    title: Label


@dataclass(frozen=True, kw_only=True)
class Defaults(Record):
    """What absence means for indicators and parts that do not say it themselves; and whom they compare with."""

    indicator_when: When | None = None
    part_when: When | None = None
    compare_within: Within | None = None
    need: Literal["all"] | int | None = None


@dataclass(frozen=True, kw_only=True)
class Window(Record):
    """A window for reaction, in working days."""

    working_days: Sourced
    to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Body(Record):
    """A body with its members: a leading group, a working group, an office; `since`: the year from which it holds."""

    id: str
    title: Label
    since: str | None = None
    heads: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Process(Record):
    """Who organises, reviews and decides, who stands in, and the windows: printed in every result.

    `bodies`: who these are, with their members. `uses`: what the results are used for, one sentence each.
    """

    organiser: str | None = None
    bodies: tuple[Body, ...] = ()
    uses: tuple[str, ...] = ()
    reviewed_by: str | None = None
    decided_by: str | None = None
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    appeal: Window | None = None
    disclosure: Window | None = None
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Scheme(Record):
    """A regulation as data. It is a `Part` with identity: it combines its parts or indicators into the total.

    `periods` are what is scored, all of one length: years `2016`, halves `2016-H1`, quarters `2016-Q3`, months
    `2016-07`, or months of one year taken together, `2016-01..04`, which are one figure and have no parts of their own.
    `combine` to `when` are those of the total as of any part. `no_score_over`: the share of the weight (0 to 1) that
    may be left out before a unit has no total. It acts after the comparisons: the unit stays in the statistics and the
    ranks of its indicators; `compare_among` leaves it out of them.
    """

    kaoping: Literal[1]
    id: str
    title: Label
    city: Label | None = None
    basis: tuple[Basis, ...] = ()
    periods: tuple[str, ...]
    numbers: Numbers
    groups: tuple[Group, ...]
    unit_columns: tuple[UnitColumn, ...] = ()
    departments: tuple[Department, ...] = ()
    variables: tuple[Variable, ...] = ()
    defaults: Defaults | None = None
    combine: str
    combine_with: Mapping[str, Setting] = field(default_factory=dict)
    weights: Weights = "absolute"
    need: Literal["all"] | int | None = None
    uncertainty: Uncertainty | None = None
    no_score_over: Sourced | None = None
    parts: tuple[Part, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    steps: tuple[Step, ...] = ()
    when: When | None = None
    bonus: Bonus | None = None
    deductions: Deduction | None = None
    penalties: tuple[Penalty, ...] = ()
    adjust: tuple[AdjustStep, ...] = ()
    disqualifications: tuple[Disqualification, ...] = ()
    demotions: tuple[Demotion, ...] = ()
    not_graded: tuple[NotGraded, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    tiers: tuple[Tiers, ...] = ()
    grades: tuple[Grade, ...] = ()
    titles: tuple[Title, ...] = ()
    first_places: tuple[FirstPlace, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    process: Process | None = None
    notes: str | None = None

    @property
    def tree(self) -> Part:
        """The total as a part named `total`, so that root, part and indicator are one kind of thing."""
        return Part(
            id="total",
            title=Label(zh="总分", en="Total"),
            combine=self.combine,
            combine_with=self.combine_with,
            weights=self.weights,
            need=self.need,
            uncertainty=self.uncertainty,
            parts=self.parts,
            indicators=self.indicators,
            steps=self.steps,
            when=self.when,
            direction=self.numbers.order,
            spots=self.spots,
        )

    @property
    def findable(self) -> tuple[Penalty | Disqualification | Demotion | NotGraded | Circumstance, ...]:
        """Everything that can be found about a unit: what the table `findings` may name."""
        return (*self.penalties, *self.disqualifications, *self.demotions, *self.not_graded, *self.circumstances)

    @property
    def items(self) -> tuple[Indicator, ...]:
        """The items of bonus and deductions."""
        return tuple(item for owner in (self.bonus, self.deductions) if owner is not None for item in owner.items)

    def nodes(self) -> tuple[Part | Indicator, ...]:
        """Give every node of the tree, children before parents, the total last."""
        return (*self.tree.walk(), self.tree)
