"""What a contest is: one number per unit of a part, from comparing it with every other unit two by two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaoping.rules.aggregating import Worth
from kaoping.rules.parameter import RuleParameter, Settings

__all__ = ["Contest"]


@dataclass(frozen=True, slots=True)
class Contest:
    """One way to combine children that looks at all units compared: who wins against whom, child by child.

    Of two units the one that is better in children of more weight wins; children that one of them lacks do not count.
    The points of the children are recorded and frozen with the run.

    points: units won against, drawn with, lost to -> number. words: the same as an expression of the printed language.
    needs_weights, full_as_weight, weights_as_given, parameters, set_to: as of an aggregation.
    """

    id: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    points: Callable[[int, int, int], Fraction]
    words: Callable[[int, int, int], str]
    needs_weights: bool | None = None
    full_as_weight: bool = False
    weights_as_given: bool = False
    parameters: tuple[RuleParameter, ...] = ()
    set_to: Callable[[Settings], Contest] | None = None

    def worth(self, _: Fraction, __: Sequence[Fraction], ___: Fraction) -> Worth | None:
        """Give nothing: what a point of a child is worth varies with the other units."""
        return None
