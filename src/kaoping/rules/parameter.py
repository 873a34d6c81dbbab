"""What a parameter of the catalogue is: a number with its unit and bounds, a word, or the rows of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

__all__ = ["RuleParameter", "Settings", "number_of", "whole_number", "word_of"]

Settings: TypeAlias = "Mapping[str, Fraction | str]"
"""What the parameters of a statistic or an aggregation are set to."""

ParameterKind = Literal["number", "choice", "bands", "line", "steps", "pick"]


@dataclass(frozen=True, slots=True)
class RuleParameter:
    """One parameter of a rule.

    unit: the unit of measure of a number, in the formula language's notation; `own` is the indicator's.
    choices: the words allowed where the kind is `choice`.
    least, most: the bounds of a number, both allowed; None where there is none. is_whole: only whole numbers.
    """

    id: str
    kind: ParameterKind
    zh: str
    en: str
    unit: str = "1"
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None
    is_whole: bool = False

    def allows(self, number: Decimal) -> bool:
        """Tell whether a number is within the bounds."""
        if self.is_whole and number % 1:
            return False
        return (self.least is None or number >= self.least) and (self.most is None or number <= self.most)

    @property
    def bounds(self) -> tuple[str, str]:
        """The bounds of a number in Chinese and English; empty where there is none.

        >>> RuleParameter("base", "number", "基础比例", "base share", least=Decimal(0), most=Decimal(1)).bounds
        ('在 0 到 1 之间', 'from 0 to 1')
        """
        zh, en = "", ""
        if self.least is not None and self.most is not None:
            zh, en = f"在 {self.least} 到 {self.most} 之间", f"from {self.least} to {self.most}"
        elif self.least is not None:
            zh, en = f"不小于 {self.least}", f"at least {self.least}"
        elif self.most is not None:
            zh, en = f"不大于 {self.most}", f"at most {self.most}"
        return (f"为整数且{zh}", f"a whole number {en}") if self.is_whole else (zh, en)


def number_of(setting: Fraction | str) -> Fraction:
    """Give a setting that is a number; the check of the scheme has seen to it."""
    if isinstance(setting, str):  # pragma: no cover -- a sound scheme
        raise TypeError(setting)
    return setting


def whole_number(setting: Fraction | str) -> int:
    """Give a setting that is a whole number."""
    return int(number_of(setting))


def word_of(setting: Fraction | str) -> str:
    """Give a setting that is one of the words allowed."""
    return str(setting)
