"""Growth that an indicator has computed: its formula, and the two figures that each growth follows from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from kaoping.engine.base import Rows
from kaoping.engine.variables import Derived
from kaoping.formula import parse

__all__ = ["GROWTH", "Growths"]

GROWTH: Final = parse("(actual / previous - 1) * 100")
"""In per cent, of an actual and its base."""


@dataclass(frozen=True, slots=True)
class Growths:
    """Growth to compute, one a row of `actual` and `previous`: decimals as text, missing as null, or derived figures.

    at: the figure row that each belongs to. base: the row of the source in which its base stands.
    peer: whose it is, where it is not the unit's own: then a figure row gets the mean of those that can be computed.
    height: the number of figure rows.
    """

    at: Rows
    actual: pl.Series | Derived
    previous: pl.Series | Derived
    base: Rows
    peer: pl.Series | None
    height: int
