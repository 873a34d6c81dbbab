"""What an aggregation is: one number of many, read exactly, in columns across and down, and in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from kaoping.formula import Ball, Fault, Precision

__all__ = ["Aggregation", "Number", "Worth"]

Number = Fraction | Ball


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
    exact: values, weights, whole -> number; a Fault where it is not defined. Never called without a value.
    across: the same over columns of one row; nulls do not occur in it.
    down: the same over the rows of a group, in their order. What is not finite is done again exactly.
    words: printed values and weights, printed whole -> an expression of the printed language.
    worth: the weight of a child, the weights of all that have a value, whole -> what a point of it is worth;
        None where that varies with the values.
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
