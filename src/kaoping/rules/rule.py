"""What a rule of the catalogue is: a named formula (or short chain) with typed parameters and a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ReductionStage", "Rule", "RuleParameter"]

ParameterKind = Literal["number", "choice", "bands", "line", "steps", "pick"]


@dataclass(frozen=True, slots=True)
class RuleParameter:
    """One parameter of a rule.

    unit: the unit of measure of a number, in the formula language's notation; `own` is the indicator's.
    choices: the words allowed where the kind is `choice`.
    """

    id: str
    kind: ParameterKind
    zh: str
    en: str
    unit: str = "1"
    choices: tuple[str, ...] = ()


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
    table: Literal["observations", "ratings", "ballots", "events"] = "observations"
    monotone: str | None = None
    monotone_sense: Literal["up", "down", "direction"] = "direction"
    is_ratio: bool = False

    def parameter(self, name: str) -> RuleParameter | None:
        """Give the parameter of that name, or None."""
        return next((found for found in self.parameters if found.id == name), None)
