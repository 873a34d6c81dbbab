"""What a rule of the catalogue is: a named formula (or short chain) with typed parameters and a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kaoping.formula import parse
from kaoping.rules.parameter import RuleParameter

__all__ = ["Constraint", "FormulaStage", "ReductionStage", "Rule", "Take"]


@dataclass(frozen=True, slots=True)
class Constraint:
    """What has to hold among the parameters of a rule, in every group, before any figure is read.

    formula: a condition over the numbers and choices of the rule, `full` and the indicator's `direction`.
    zh, en: the same in words, to stand after "the rule wants".
    hint_zh, hint_en: what to do where it does not hold.
    """

    formula: str
    zh: str
    en: str
    hint_zh: str = "请改正其中一个。"
    hint_en: str = "Correct one of them."


@dataclass(frozen=True, slots=True)
class Take:
    """A statistic that a formula names: which one, over which name, and its parameters.

    settings: the parameter of the statistic -> a parameter of the rule, whose number or word is taken.
    """

    statistic: str
    of: str = "x"
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormulaStage:
    """A formula inside a rule with statistics of its own; a plain text is one without."""

    formula: str
    statistics: Mapping[str, Take] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReductionStage:
    """A reduction inside a rule: many rows become one.

    keep, weight, where: as in a reduction of a scheme; weight and where are formula texts in which the choices and
        tables of the rule may be named. Its numbers may not: they differ by group, and a reduction is one for all.
    expect: the parameter of kind `pick` whose texts are the values of the kept key that have to be there.
    settings: the parameter of the aggregation -> the parameter of the rule whose number is taken.
    """

    reduce: str
    need: Literal["all"] | int
    empty: Literal["zero", "missing"]
    keep: tuple[str, ...] = ()
    weight: str | None = None
    where: str | None = None
    expect: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """A scoring rule: its stages are formulas and reductions, run in order; the first x is the figure.

    table: the input table the rule reads.
    monotone: the name whose improvement never lowers the points (`actual`, `growth`, `x`), or None. Improvement
        means higher for `up`, lower for `down`; `direction` follows the indicator's direction.
    is_ratio: whatever it divides by has to be above zero: a ratio to a negative figure turns better and worse round.
    """

    id: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    source: str
    stages: tuple[str | FormulaStage | ReductionStage, ...]
    parameters: tuple[RuleParameter, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    table: Literal["observations", "ratings", "ballots", "events", "tasks"] = "observations"
    monotone: str | None = None
    monotone_sense: Literal["up", "down", "direction"] = "direction"
    is_ratio: bool = False

    @property
    def follows_direction(self) -> bool:
        """Whether an indicator of the rule has to say its direction, whatever its formulas name."""
        by_sense = self.monotone is not None and self.monotone_sense == "direction"
        return by_sense or any("direction" in parse(entry.formula).names for entry in self.constraints)

    def parameter(self, name: str) -> RuleParameter | None:
        """Give the parameter of that name, or None."""
        return next((found for found in self.parameters if found.id == name), None)
