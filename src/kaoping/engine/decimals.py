"""Floats as the decimals they stand for: 12 significant digits, and their texts, whole columns at a time."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import numpy as np
import polars as pl

from kaoping.formula import Precision, plain, snap
from kaoping.rules import Floats

__all__ = ["decimal_texts", "significant"]

_DIGITS: Final = 12
_POWERS: Final = np.array([float(f"1e{power}") for power in range(23)])  # the last power of ten that a float holds
_LEAST, _MOST = 1e-10, 1e12
_NEAR_HALF: Final = 1e-3
_EXACT: Final = 1e15  # beyond it a scaled float may be off by one


def significant(values: Floats) -> Floats:
    """Round half-even to 12 significant digits, as the exact reading does; not a number stays so."""
    out = values + 0.0
    size = np.abs(values)
    plain_rows = np.flatnonzero((size >= _LEAST) & (size < _MOST))
    figures = size[plain_rows]
    power = _DIGITS - 1 - np.floor(np.log10(figures)).astype(np.int64)
    scaled = figures * _POWERS[power]
    power += (scaled < _POWERS[_DIGITS - 1]).astype(np.int64) - (scaled >= _POWERS[_DIGITS])
    scaled = figures * _POWERS[power]
    out[plain_rows] = np.copysign(np.rint(scaled) / _POWERS[power], values[plain_rows])
    # Beside a half the float does not tell to which side the decimal lies.
    halves = plain_rows[np.abs(scaled - np.floor(scaled) - 0.5) < _NEAR_HALF]
    others = np.flatnonzero((size != 0) & ~((size >= _LEAST) & (size < _MOST)) & ~np.isnan(values))
    for row in (*halves.tolist(), *others.tolist()):
        out[row] = float(snap(Fraction(f"{values[row]:.15g}"), Precision()))
    return out


def decimal_texts(values: Floats, decimals: int | None) -> pl.Series:
    """Write floats without exponent form; null where not a number.

    decimals: that many places, of values rounded to them; None gives 12 significant digits without trailing zeros.
    """
    return _shortest(values) if decimals is None else _fixed(values, decimals)


def _shortest(values: Floats) -> pl.Series:
    """Write 12 significant digits without trailing zeros."""
    texts = pl.Series(significant(values) + 0.0, nan_to_null=True).cast(pl.String).str.strip_suffix(".0")
    long = texts.str.contains("e", literal=True).fill_null(value=False).arg_true()
    if len(long):
        texts = texts.scatter(long, [plain(Fraction(text)) for text in texts.gather(long)])
    return texts


def _fixed(values: Floats, decimals: int) -> pl.Series:
    """Write so many places."""
    scaled = np.rint(np.abs(values) * _POWERS[decimals])
    long = np.flatnonzero(scaled >= _EXACT)
    digits = pl.Series(np.where(np.isnan(scaled) | (scaled >= _EXACT), 0, scaled).astype(np.int64))
    frame = pl.DataFrame({"digits": digits, "is_negative": (values < 0) & (scaled > 0), "is_given": ~np.isnan(values)})
    grain = 10**decimals
    whole = (pl.col("digits") // grain).cast(pl.String)
    rest = "." + (pl.col("digits") % grain).cast(pl.String).str.zfill(decimals) if decimals else pl.lit("")
    sign = pl.when("is_negative").then(pl.lit("-")).otherwise(pl.lit(""))
    texts = frame.select(pl.when("is_given").then(sign + whole + rest).alias("text"))["text"]
    return texts.scatter(long, [plain(Fraction(repr(figure)), decimals) for figure in values[long].tolist()])
