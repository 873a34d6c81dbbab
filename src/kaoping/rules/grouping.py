"""What group statistics and group operations are: both look at all units compared, row-wise formulas never do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.parameter import RuleParameter, Settings

__all__ = ["CellsOfGroup", "End", "Floats", "GroupOperation", "Statistic", "Ties", "decimals"]

Ties = Literal["lowest", "highest", "average", "dense"]
Floats = NDArray[np.float64]
End = Literal["highest", "lowest"]
CellsOfGroup = Callable[[str, bool], str]


@dataclass(frozen=True, slots=True)
class Statistic:
    """One number per group, recorded and frozen with the run. Called with at least one value, none missing.

    exact: values, higher is better -> number, or None where it is not defined (a spread of one unit).
    floats: the same over an array in the canonical row order, so that sums are the same in every run.
    cells: the same as a spreadsheet formula over a range of numbers, higher is better; empty where it is not defined.
        None where no spreadsheet can give it: then the figure is written as Kaoping computed it, and listed as such.
    by_direction: it looks at which figures are better, so that an indicator that uses it has to say its direction.
    own_unit: the statistic has the unit of measure of the figures (a count has none).
    is_always_defined: whether one value is enough.
    lies_among: it lies between the least and the greatest figure, and may be one of them.
    end: higher is better -> at which end of the figures it stands: none lies beyond it when it is recorded. Where a
        formula names both ends, a run over frozen statistics lets a figure beyond one count as that end; a figure is
        held to no other statistic.
    parameters: what a scheme has to set; `set_to` gives the statistic with its parameters set, by which it computes.
    """

    id: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    own_unit: bool
    exact: Callable[[Sequence[Number], bool, Precision], Number | None]
    floats: Callable[[Floats, bool], float | None]
    cells: CellsOfGroup | None = None
    by_direction: bool = False
    is_always_defined: bool = True
    lies_among: bool = False
    end: Callable[[bool], End] | None = None
    parameters: tuple[RuleParameter, ...] = ()
    set_to: Callable[[Settings], Statistic] | None = None


@dataclass(frozen=True, slots=True)
class GroupOperation:
    """One number per unit from the ordered figures of its group, which are recorded and frozen with the run.

    Figures arrive rounded half-even to 12 significant digits: equal there is a tie by definition.
    place: units better, units equal (itself included), units worse, distinct better figures, tie rule -> number.
    cells: the same as a spreadsheet formula over the cells of the four numbers.
    by_ties: equals are placed by the tie rule.
    words: the same as an expression of the printed language, which a reader can redo.
    parameters: what a scheme has to set; `set_to` gives the operation with its parameters set. One with parameters
        stands in a step of its own, never as a name in a formula.
    """

    id: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    place: Callable[[int, int, int, int, Ties], Fraction]
    words: Callable[[int, int, int, int, Ties], str]
    cells: Callable[[str, str, str, str, Ties], str]
    by_ties: bool = False
    parameters: tuple[RuleParameter, ...] = ()
    set_to: Callable[[Settings], GroupOperation] | None = None


def decimals(values: Floats) -> list[Fraction]:
    """Give floats as the decimals they stand for: 14 significant digits, so that what was computed alike is equal."""
    return [Fraction(f"{value:.14g}") for value in values.tolist()]
