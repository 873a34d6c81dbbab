"""The tree: indicators (leaves) and parts (inner nodes), the chain of steps of each, and what absence means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kaoping.formula import Formula
from kaoping.scheme.model.population import Within
from kaoping.scheme.model.record import Label, Record, Setting, Sourced

__all__ = [
    "Bonus",
    "DataNeed",
    "Deduction",
    "Display",
    "Fill",
    "FormulaStep",
    "GroupStep",
    "Indicator",
    "Limits",
    "Part",
    "Policy",
    "ReductionStep",
    "RuleStep",
    "Step",
    "TakenRank",
    "TakenStatistic",
    "Uncertainty",
    "When",
]

Direction = Literal["higher_is_better", "lower_is_better"]
Weights = Literal["absolute", "relative", "of_whole", "as_given"]
Every = Literal["year", "half_year", "quarter", "month", "scored_period"]
Table = Literal["observations", "ratings", "ballots", "events", "tasks"]


@dataclass(frozen=True, kw_only=True)
class Policy(Record):
    """What a node gives to its parent when it has no value: one of a closed list.

    `block`: the run stops with a problem. `blank`: it stays without a value. `share_again`: it is left out and
    its weight goes to the siblings that have a value. `peer_mean`: the mean of its points over its group.
    `table`: the supplied points of table `parameters` under the name `points`. `points`: a fixed number, below zero
    only where points are added up.
    """

    kind: Literal["block", "blank", "share_again", "peer_mean", "table", "points", "zero"]
    points: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class When(Record):
    """The policy for each of the three kinds of absence. Zero is a value, never an absence."""

    missing: Policy
    not_applicable: Policy
    excused: Policy


@dataclass(frozen=True, kw_only=True)
class Limits(Record):
    """The range a figure may lie in, both ends allowed, in the indicator's unit of measure."""

    min: Decimal | None = None
    max: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Fill(Record):
    """One way to fill a figure that is missing; what is not applicable or excused is never filled.

    `earlier`: the figure delivered last, at most so many periods (`within`) before. `interpolated`: on the straight
    line between the nearest figures delivered before and after, at most so many periods apart. `mean`, `median`: of the
    figures delivered by those compared (`of`) for the same period. `parameter`: the number of that `name` in table
    `parameters`.
    """

    take: Literal["earlier", "interpolated", "mean", "median", "parameter"]
    within: int | None = None
    of: Literal["group", "all"] | None = None
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class DataNeed(Record):
    """What an indicator reads: from which table, by whom, how often, with what evidence and vintage.

    `growth: computed` derives growth from actual and previous, that of peers and of the year before too; `given` reads
    the column `growth` with its basis. `previous: restated` reads the column `previous`; `published` the actual figure
    of the same period a year before: of a renamed unit its predecessor's, of one merged from several none.
    `from`: the department that delivers. `every`: how often; more often than the scored periods, and a chain has one x
    for each until it reduces them. Of every table but `events` each of these periods is expected of every unit: the
    first reduction keeps `period`, and one without a row is missing. Without `every`, rows of any period inside the
    scored one count together, and none is expected. `evidence: required` refuses a row without it; only that `vintage`
    counts. `rows_of`: another indicator that reads the same table as often; its rows are read, and none is delivered
    for this one.
    `uses`: the variables that formulas of the indicator may name. `derive`: the formula over them that gives its
    figure; then nothing is delivered for the indicator itself, and its figure of the year before follows from theirs.
    `fill`: ways to fill a missing figure, tried in this order; what none fills stays missing. `filled_figures`: whether
    what was filled is left out of the statistics of those compared (so it is without this key), or counted.
    """

    table: Table = "observations"
    from_: str | None = field(default=None, metadata={"key": "from"})
    every: Every = "scored_period"
    evidence: Literal["required", "optional", "none"] | None = None
    vintage: Literal["flash", "preliminary", "final"] | None = None
    growth: Literal["given", "computed"] | None = None
    growth_basis: Literal["comparable_prices", "current_prices", "same_scope"] | None = None
    previous: Literal["restated", "published"] | None = None
    limits: Limits | None = None
    rows_of: str | None = None
    uses: tuple[str, ...] = ()
    derive: Formula | None = None
    fill: tuple[Fill, ...] = ()
    filled_figures: Literal["left_out", "counted"] | None = None


@dataclass(frozen=True, kw_only=True)
class Uncertainty(Record):
    """How far a mean of sources may be off: their number, standard error and limits are recorded; no points move.

    `multiplier`: how many standard errors the limits lie from the mean: 1.645 and 1.96 are those of a normal
    distribution for 90 % and 95 %. The standard error is the standard deviation (n − 1) of the sources
    by the root of their number.
    """

    multiplier: Decimal
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class TakenStatistic(Record):
    """A statistic with parameters under a name of the scheme's own: `{take: quantile, of: x, with: {…}}`.

    `of`: the name it is taken over; `with`: its parameters, the same for all groups.
    """

    take: str
    of: str = "x"
    with_: Mapping[str, Setting] = field(default_factory=dict, metadata={"key": "with"})


@dataclass(frozen=True, kw_only=True)
class FormulaStep(Record):
    """Row by row: the next x from the names of this place.

    `statistics`: further names that the formula may use, each a statistic over the units compared.
    A formula stands in quotes where YAML would break on it: with a colon and a blank in it, with brackets or a comma in
    it inside `{ … }`, or with a quote or a bracket in front.
    """

    formula: Formula
    statistics: Mapping[str, TakenStatistic] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class RuleStep(Record):
    """A named rule of the catalogue with its parameters."""

    rule: str
    with_: Mapping[str, Setting] = field(default_factory=dict, metadata={"key": "with"})


@dataclass(frozen=True, kw_only=True)
class GroupStep(Record):
    """A group operation over the units compared: the next x from the x of all of them.

    `with`: the parameters of the operation, where it has any. `ties`: the ranks of equals in this step; without it
    those of `numbers`.
    """

    group: str
    with_: Mapping[str, Setting] = field(default_factory=dict, metadata={"key": "with"})
    ties: Literal["lowest", "highest", "average", "dense"] | None = None


@dataclass(frozen=True, kw_only=True)
class ReductionStep(Record):
    """A reduction drops the finer key: many rows of a unit become one.

    `keep`: keys that stay (`period`, `respondent_class`, `rater` …), so that another reduction follows; without it the
    unit's one figure is left. `expect`: the values of the kept key (other than `period`) that have to be there; one
    without a row is missing. `where`: a condition over the row; rows for which it does not hold do not count.
    `need`: how many rows must have a value where some are missing (`all`: none may be); rows that are not applicable or
    excused do not count.
    `empty`: what no row at all gives. `weight`: a formula over the row, for weighted reductions.
    `cap`: the most that the reduction gives. `with`: the parameters of the aggregation, where it has any.
    """

    reduce: str
    with_: Mapping[str, Setting] = field(default_factory=dict, metadata={"key": "with"})
    keep: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    where: Formula | None = None
    need: Literal["all"] | int = "all"
    empty: Literal["zero", "missing"] = "missing"
    weight: Formula | None = None
    cap: Sourced | None = None
    uncertainty: Uncertainty | None = None


Step = FormulaStep | RuleStep | GroupStep | ReductionStep


@dataclass(frozen=True, kw_only=True)
class Display(Record):
    """How a figure is printed: one below the limit `below` as the text `as`, while the kept figure scores.

    The arithmetic that would tell the figure is not printed either, neither of its unit nor of another that is compared
    with it. Points are printed, and whatever follows from points and the scheme can be worked out.
    The tables of a result keep every figure, for scores are computed again from them: `scores.csv`, `statistics.csv`,
    the Parquet files beside them and the folder `inputs` are for the office and not to be published; the other tables
    hold points, ranks, grades and titles.
    """

    below: Decimal
    as_: str = field(metadata={"key": "as"})


@dataclass(frozen=True, kw_only=True)
class TakenRank(Record):
    """The parent takes the rank of this node instead of its points: 1 is best.

    `rank_on`: the points ranked, those that stand in for an absent figure included. `among`: a flag column; the others
    take the rank that they would have if they alone came to these.
    """

    rank_on: Literal["rounded", "unrounded"]
    order: Direction
    ties: Literal["lowest", "highest", "average", "dense"]
    within: Within
    among: str | None = None


@dataclass(frozen=True, kw_only=True)
class Indicator(Record):
    """A leaf: data, a chain of steps, full points or a weight, and what absence means.

    Exactly one of `rule` (with `with`), `formula` and `steps` stands in the file; `chain()` gives the steps.
    `direction` has to be said where the best, the worst, a place among units or the rule follows it.
    `full`: the points that its rule or formula gives at most, if these use it, and its size where points are added up.
    `compare_within`: the units compared, those of its group or of all groups; said where a step looks at others. Units
    that are not assessed are not among them.
    `department`: who answers for the indicator; who delivers its figures stands under `data`.
    `compare_among`: a flag column of the units; only units it holds for enter statistics and places among units, and
    all are scored against these.
    """

    id: str
    title: Label
    weight: Sourced | None = None
    full: Sourced | None = None
    unit_of_measure: str = "1"
    direction: Direction | None = None
    compare_within: Within | None = None
    compare_among: str | None = None
    data: DataNeed = field(default_factory=DataNeed)
    rule: str | None = None
    with_: Mapping[str, Setting] = field(default_factory=dict, metadata={"key": "with"})
    formula: Formula | None = None
    steps: tuple[Step, ...] = ()
    take_rank: TakenRank | None = None
    display: Display | None = None
    when: When | None = None
    department: str | None = None
    source: str | None = None

    @property
    def rows_id(self) -> str:
        """The indicator for which its rows are delivered: itself, unless it reads those of another."""
        return self.data.rows_of or self.id

    def chain(self) -> tuple[Step, ...]:
        """Give the steps in order; an indicator without any gives its figure as points."""
        if self.rule is not None:
            return (RuleStep(rule=self.rule, with_=self.with_, spots=self.spots),)
        if self.formula is not None:
            return (FormulaStep(formula=self.formula, spots=self.spots),)
        return self.steps


@dataclass(frozen=True, kw_only=True)
class Part(Record):
    """An inner node: it combines its children, then runs its own chain over x.

    Children are `parts` or `indicators`, not both. `combine` is said even where a formula of `steps` names the children
    and takes no notice of x. `combine_with`: the parameters of the aggregation, where it has any.
    `weights`: `absolute` ones add up to 1 or 100, `relative` ones are rescaled, those `of_whole` are shares of the
    whole and add up to the part's own weight, those `as_given` are factors of `weighted_sum`, used as written.
    With `sum` it is `full`.
    `need`: how many children need points; `all`: none may stay blank; what `share_again` leaves out is not counted. It
    acts on x: a formula of `steps` that takes no notice of x runs all the same; write `if given(x) then … else x`.
    `compare_among`: a flag column of the units, as of an indicator.
    """

    id: str
    title: Label
    weight: Sourced | None = None
    full: Sourced | None = None
    combine: str
    combine_with: Mapping[str, Setting] = field(default_factory=dict)
    weights: Weights = "absolute"
    need: Literal["all"] | int | None = None
    uncertainty: Uncertainty | None = None
    parts: tuple[Part, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    compare_within: Within | None = None
    compare_among: str | None = None
    direction: Direction | None = None
    steps: tuple[Step, ...] = ()
    take_rank: TakenRank | None = None
    when: When | None = None
    source: str | None = None

    @property
    def children(self) -> tuple[Part | Indicator, ...]:
        """The nodes directly below, in the order of the file."""
        return self.parts + self.indicators

    def walk(self) -> tuple[Part | Indicator, ...]:
        """Give all nodes below, children before their parent, without this one."""
        found: list[Part | Indicator] = []
        for child in self.children:
            if isinstance(child, Part):
                found.extend(child.walk())
            found.append(child)
        return tuple(found)


@dataclass(frozen=True, kw_only=True)
class Bonus(Record):
    """Points on top of the total: items added up, at most `cap` in all.

    Where the regulation has no cap, `cap` is a number that cannot be reached. An item without points leaves no total.
    """

    cap: Sourced
    items: tuple[Indicator, ...]
    source: str | None = None


@dataclass(frozen=True, kw_only=True)
class Deduction(Record):
    """Points off the total: items added up as positive numbers, at most `cap` in all.

    An item without points leaves no total.
    """

    cap: Sourced | None = None
    items: tuple[Indicator, ...]
    source: str | None = None
