"""What a rule of the catalogue is: a named formula (or short chain) with typed parameters and a source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kaoping.formula import parse

__all__ = ["Constraint", "ReductionStage", "Rule", "RuleParameter"]

ParameterKind = Literal["number", "choice", "bands", "line", "steps", "pick"]


@dataclass(frozen=True, slots=True)
class RuleParameter:
    """One parameter of a rule.

    unit: the unit of measure of a number, in the formula language's notation; `own` is the indicator's.
    choices: the words allowed where the kind is `choice`.
    least, most: the bounds of a number, both allowed; None where there is none.
    """

    id: str
    kind: ParameterKind
    zh: str
    en: str
    unit: str = "1"
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None

    def allows(self, number: Decimal) -> bool:
        """Tell whether a number is within the bounds."""
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    @property
    def bounds(self) -> tuple[str, str]:
        """The bounds of a number in Chinese and English; empty where there is none.

        >>> RuleParameter("base", "number", "基础比例", "base share", least=Decimal(0), most=Decimal(1)).bounds
        ('在 0 到 1 之间', 'from 0 to 1')
        """
        if self.least is not None and self.most is not None:
            return f"在 {self.least} 到 {self.most} 之间", f"from {self.least} to {self.most}"
        if self.least is not None:
            return f"不小于 {self.least}", f"at least {self.least}"
        return ("", "") if self.most is None else (f"不大于 {self.most}", f"at most {self.most}")


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
class ReductionStage:
    """A reduction inside a rule: many rows of a unit become one."""

    reduce: str
    need: Literal["all"] | int
    empty: Literal["zero", "missing"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A scoring rule: its stages are formula texts and reductions, run in order; the first x is the figure.

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
    stages: tuple[str | ReductionStage, ...]
    parameters: tuple[RuleParameter, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    table: Literal["observations", "ratings", "ballots", "events"] = "observations"
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
