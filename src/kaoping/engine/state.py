"""What one walk over the nodes carries along, and what it leaves behind; shared by the files of stage 2."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Protocol, TypeAlias

import numpy as np
import polars as pl

from kaoping.engine.base import Base, Mask, Population, Rows
from kaoping.engine.gather import STATUS_WORDS, Averaged, Gathering
from kaoping.engine.grain import Codes, Grain
from kaoping.engine.parameters import Parameters
from kaoping.engine.plan import Plan
from kaoping.engine.statistics import Frozen, Recorded, StatisticKey
from kaoping.errors import Problem
from kaoping.formula import Fault, Formula, Precision
from kaoping.rules import Aggregation, Floats, GroupOperation, Number, Statistic, Ties
from kaoping.scheme.model import Fill

__all__ = [
    "BLANK",
    "GIVEN",
    "LEFT_OUT",
    "STATUS_WORDS",
    "Absence",
    "Codes",
    "Faults",
    "Filled",
    "Mask",
    "NodeValues",
    "Placing",
    "Reading",
    "Reduced",
    "Shares",
    "Trace",
    "Vector",
    "Walk",
    "Weight",
    "weight_at",
]

GIVEN, LEFT_OUT, BLANK = 0, 1, 2

Shares: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
Faults: TypeAlias = "list[tuple[int, Fault]]"
Weight: TypeAlias = "Fraction | pl.Series"
"""The weight of a child: one number for all rows, or (in a study that draws weights, in columns) one for each."""
Vector: TypeAlias = Any  # a list of exact values or a Float64 series: only its own reading looks inside


def weight_at(weight: Weight, row: int) -> Fraction:
    """Give the weight of a child in one row."""
    return Fraction(repr(float(weight[row]))) if isinstance(weight, pl.Series) else weight


@dataclass(frozen=True, slots=True)
class Placing:
    """A group operation over some rows: their figures, the population of each, and which of them count (None: all).

    held: the figures that others are placed among, where a unit's own may be another.
    """

    operation: GroupOperation
    vector: Vector
    held: Vector
    of: Rows
    counts: Mask | None
    higher: bool
    ties: Ties


class Reading(Protocol):
    """How one arithmetic computes: the verbs by which the walk knows vectors. Faults come back with their rows."""

    name: str
    precision: Precision

    @property
    def judged(self) -> Sequence[Vector]:
        """Every computed vector in the order of the walk, where the reading keeps them."""

    def column(self, figures: pl.Series | Averaged) -> Vector:
        """Read decimals as written."""

    def words(self, texts: pl.Series) -> Vector:
        """Read words as they are."""

    def constant(self, number: Fraction | None, height: int) -> Vector:
        """Give the same number in every row."""

    def compared(self, vector: Vector) -> Vector:
        """Give the figures as they are compared with others: what is frozen of them is what they were."""

    def numbers(self, values: Sequence[Number | None]) -> Vector:
        """Give one number a row."""

    def take(self, vector: Vector, rows: Rows) -> Vector:
        """Give the values at some rows, in their order."""

    def formula(self, formula: Formula, names: Mapping[str, Vector], height: int) -> tuple[Vector, Faults]:
        """Compute a formula row by row."""

    def absent(self, vector: Vector) -> Mask:
        """Tell where there is no value."""

    def statistic(
        self, statistic: Statistic, vector: Vector, population: Population, *, higher: bool
    ) -> list[Number | None]:
        """Give the statistic of each population; None where no unit has a value or it is not defined."""

    def placed(self, placing: Placing, places: Sequence[Number | None]) -> Vector:
        """Give the places that were found among the figures of the populations."""

    def reduce(
        self,
        aggregation: Aggregation,
        vector: Vector,
        weights: Vector | None,
        rows: Rows,
        height: int,
        enough: Mask,
    ) -> tuple[Vector, Faults]:
        """Make one value a base row of those that are there; rows without enough of them stay without a value."""

    def combine(
        self,
        aggregation: Aggregation,
        vectors: Sequence[Vector],
        weights: Sequence[Weight],
        exists: Sequence[Mask],
        active: Mask,
    ) -> tuple[Vector, Faults]:
        """Make one value of the children that exist, in every active row."""

    def fill(self, vector: Vector, where: Mask, values: Vector) -> Vector:
        """Put other values where the mask says so."""

    def joined(self, vectors: Sequence[Vector]) -> Vector:
        """Put vectors one below the other."""

    def floats(self, vector: Vector) -> Floats:
        """Give the values as floats, not a number where there is none."""

    def keys(self, vector: Vector) -> Floats:
        """Give the values as they stand at a jump, 12 significant digits; not a number where there is none."""

    def texts(self, vector: Vector, decimals: int | None) -> pl.Series:
        """Write values as decimals."""


@dataclass(frozen=True, slots=True)
class Absence:
    """For every row: its state towards the parent, why it has no value of its own, and the policy used ("" if none).

    state: GIVEN, LEFT_OUT (the weight is shared again) or BLANK. status: index into STATUS_WORDS.
    """

    state: Codes
    status: Codes
    treatment: pl.Series


@dataclass(frozen=True, slots=True)
class Reduced:
    """What one reduction did.

    At the rows of `at`: the x before, the weights (None: each counts the same), the new row that each belongs to (−1:
    the reduction does not look at it), and the status, 0 where a row has a value, else index into STATUS_WORDS.
    At the new rows: `to` where they are still finer than the base rows (None: they are the base rows), the number made
    of those that have a value (none where they are not enough), the same after `empty` and the cap, and why it is none.
    """

    at: Grain
    x: Vector
    weights: Vector | None
    into: Rows
    status: Codes
    to: Grain | None
    together: Vector
    after: Vector
    why: Codes


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in of the missing figures of one indicator.

    ways: as the scheme lists them. way: at each figure row the number of the way that filled it, from 1; 0 where none
    did. row: the base row of each. names: by `name.NUMBER` what a way found for each figure row, decimals as text.
    after: the figures with what was filled in.
    """

    ways: tuple[Fill, ...]
    way: Codes
    row: Rows
    names: Mapping[str, pl.Series]
    after: Vector


class Trace(Protocol):
    """Listens to one walk, for explanation. Vectors belong to the reading of the walk."""

    def step(
        self,
        node: str,
        number: int,
        names: Mapping[str, Vector],
        taken_over: Mapping[str, Vector],
        after: Vector,
        at: Grain | None,
    ) -> None:
        """Hear of one step: what its names stood for, the figures that units were compared by, and the x after it.

        taken_over: as they are, where a name may stand for a frozen end instead. at: where it ran at a finer key.
        """

    def reduced(self, node: str, number: int, reduced: Reduced) -> None:
        """Hear of one reduction."""

    def combined(self, node: str, values: Mapping[str, Vector], exists: Mapping[str, Mask], after: Vector) -> None:
        """Hear of one combination: the children's points and which of them took part."""


@dataclass(frozen=True, slots=True)
class NodeValues:
    """One node's answer for every base row.

    points: after policy and official rounding. before: before the rounding.
    absence: state, status and treatment of each row. figure: what was delivered, as text, where one row has one.
    lost: the share of the weight below that has no value, 0 to 1.
    refused: rows about which a problem was reported, here or below.
    unzeroed: the same without the penalties that make points zero; None where none can.
    """

    points: Vector
    before: Vector
    absence: Absence
    figure: pl.Series | None
    lost: Shares
    refused: Mask
    unzeroed: NodeValues | None = None

    @property
    def held(self) -> NodeValues:
        """What other units are held against: the same without the penalties, which move nobody else."""
        return self if self.unzeroed is None else self.unzeroed


@dataclass(slots=True)
class Walk:
    """Everything one walk carries along; `records`, `problems`, `values` and `filled` (by indicator) grow.

    definitions: the digest of each statistic that the walk records.
    weights: those that a study draws for the children of a part, instead of the scheme's.
    """

    plan: Plan
    base: Base
    gathering: Gathering
    parameters: Parameters
    reading: Reading
    definitions: Mapping[StatisticKey, str]
    frozen: Frozen | None = None
    trace: Trace | None = None
    progress: Callable[[int, int], None] | None = None
    weights: Mapping[str, Sequence[Weight]] = field(default_factory=dict)
    records: list[Recorded] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    values: dict[str, NodeValues] = field(default_factory=dict)
    filled: dict[str, Filled] = field(default_factory=dict)
