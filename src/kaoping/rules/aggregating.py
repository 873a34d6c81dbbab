"""What an aggregation is: one number of many, read exactly, in columns across and down, and in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cmp_to_key

import polars as pl

from kaoping.formula import Ball, Fault, Precision
from kaoping.rules.parameter import RuleParameter, Settings

__all__ = [
    "Aggregation",
    "CellsOfMany",
    "Number",
    "Worth",
    "bracketed",
    "descending",
    "descending_texts",
    "is_zero",
    "mean_words",
    "present",
    "varies",
]

Number = Fraction | Ball
CellsOfMany = Callable[[str, str, str], str]


@dataclass(frozen=True, slots=True)
class Worth:
    """By what a point of a child is multiplied in its parent; `words` stands behind the number: ` × 30 ÷ 100`."""

    words: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Aggregation:
    """One way to make one number of many.

    Weights stand beside the values, one each; `whole` is the sum of all weights declared, also of those left out,
    so that a sum of points can be scaled up.

    needs_weights: a scheme has to give weights, may not, or either (None).
    full_as_weight: children are left out by their full points, not by a weight (a plain sum of points).
    weights_as_given: weights are factors, used as they are written; nothing can be left out.
    exact: values, weights, whole -> number; a Fault where it is not defined. Never called without a value.
    across: the same over columns of one row; nulls do not occur in it.
    down: the same over the rows of a group, in their order. What is not finite is done again exactly.
    words: printed values and weights, printed whole -> an expression of the printed language.
    worth: the weight of a child, the weights of all that have a value, whole -> what a point of it is worth;
        None where that varies with the values.
    cells: the same as a spreadsheet formula: range of the values, range of their weights, the cell of whole; "" for it
        where nothing was left out. All cells of the ranges hold numbers.
    multiplies: the result is in the product of the units of measure of the values, which depends on their number.
    picks: the result is one of the values, so that those of different sizes may stand beside each other.
    parameters: what a scheme has to set; `set_to` gives the aggregation with its parameters set, by which it computes.
    """

    id: str
    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    needs_weights: bool | None
    full_as_weight: bool
    exact: Callable[[Sequence[Number], Sequence[Fraction], Fraction, Precision], Number | Fault]
    across: Callable[[Sequence[pl.Expr], Sequence[pl.Expr], pl.Expr], pl.Expr]
    down: Callable[[pl.Expr, pl.Expr], pl.Expr]
    words: Callable[[Sequence[str], Sequence[str], str], str]
    worth: Callable[[Fraction, Sequence[Fraction], Fraction], Worth | None]
    cells: CellsOfMany
    multiplies: bool = False
    picks: bool = False
    weights_as_given: bool = False
    parameters: tuple[RuleParameter, ...] = ()
    set_to: Callable[[Settings], Aggregation] | None = None


def varies(_: Fraction, __: Sequence[Fraction], ___: Fraction) -> Worth | None:
    """Say that what a point of a child is worth varies with the values."""
    return None


def present(values: Sequence[pl.Expr], weights: Sequence[pl.Expr]) -> list[pl.Expr]:
    """Give columns across with null where a child is left out: it arrives as 0 with weight 0."""
    return [pl.when(weight == 0).then(None).otherwise(value) for value, weight in zip(values, weights, strict=True)]


def descending(values: Sequence[Number]) -> list[Number]:
    """Give values from the highest to the lowest; where long ones cannot be told apart they stand as they came."""
    return sorted(values, key=cmp_to_key(_compared))


def _compared(one: Number, other: Number) -> int:
    difference = other - one
    middle = difference.mid if isinstance(difference, Ball) else difference
    return (middle > 0) - (middle < 0)


def is_zero(value: Number) -> bool:
    """Tell whether a value is zero, or a long one cannot be told from it."""
    return value == 0 if isinstance(value, Fraction) else abs(value.mid) <= value.rad


def bracketed(text: str) -> str:
    """Put a printed negative number in brackets, so that an expression stays readable."""
    return f"({text})" if text.startswith("−") else text


def descending_texts(values: Sequence[str]) -> list[str]:
    """Give printed values from the highest to the lowest."""
    return sorted(values, key=lambda text: Decimal(text.replace("−", "-")), reverse=True)


def mean_words(values: Sequence[str]) -> str:
    """Give the mean of printed values as an expression; one value as it is."""
    total = " + ".join(bracketed(value) for value in values)
    return total if len(values) == 1 else f"({total}) ÷ {len(values)}"
