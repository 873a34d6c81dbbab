"""The weighted generalised (power) mean: 1 is the plain, 0 the geometric, −1 the harmonic; low powers forgive less."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl

from kaoping.formula import Ball, Fault, Precision, number_text, plain
from kaoping.formula import power as raise_to
from kaoping.formula.messages import ZERO_DIVISOR
from kaoping.rules.aggregating import Aggregation, Number, bracketed, descending, is_zero, present, varies
from kaoping.rules.aggregation.geometric_mean import GEOMETRIC_MEAN
from kaoping.rules.parameter import RuleParameter, Settings, number_of

_POWER = RuleParameter(id="power", kind="number", zh="幂指数", en="power")


def _of(settings: Settings) -> Aggregation:
    """Give the mean of one power; a power of 0 is the limit, the geometric mean."""
    power = number_of(settings["power"])
    return _made(GEOMETRIC_MEAN) if power == 0 else _made(_powered(power))


def _powered(power: Fraction) -> Aggregation:
    exponent = float(power)

    def exact(
        values: Sequence[Number], weights: Sequence[Fraction], _: Fraction, precision: Precision
    ) -> Number | Fault:
        whole = sum(weights, start=Fraction(0))
        if whole == 0:
            return Fault(ZERO_DIVISOR, 0, 0)
        unit = _unit(values, power)
        total: Number = Fraction(0)
        for value, weight in zip(values, weights, strict=True):
            raised = raise_to(value / unit, power, precision)
            if isinstance(raised, Fault):
                return raised
            total = total + weight * raised
        root = raise_to(total / whole, 1 / power, precision)
        return root if isinstance(root, Fault) else unit * root

    def across(values: Sequence[pl.Expr], weights: Sequence[pl.Expr], _: pl.Expr) -> pl.Expr:
        # As in `_unit`; over zero they are no number, so that the row is judged exactly.
        sizes = [value.abs() for value in present(values, weights)]
        unit = pl.max_horizontal(sizes) if exponent > 0 else pl.min_horizontal(sizes)
        parts = [
            pl.when(weight == 0).then(0.0).otherwise(weight * (value / unit).pow(exponent))
            for value, weight in zip(values, weights, strict=True)
        ]
        return unit * (pl.sum_horizontal(parts) / pl.sum_horizontal(weights)).pow(1 / exponent)

    def down(values: pl.Expr, weights: pl.Expr) -> pl.Expr:
        unit = values.abs().max() if exponent > 0 else values.abs().min()
        return unit * ((weights * (values / unit).pow(exponent)).sum() / weights.sum()).pow(1 / exponent)

    def words(values: Sequence[str], weights: Sequence[str], _: str) -> str:
        by = bracketed(plain(power).replace("-", "−"))
        parts = [f"{weight} × {bracketed(value)} ^ {by}" for value, weight in zip(values, weights, strict=True)]
        return f"(({' + '.join(parts)}) ÷ ({' + '.join(weights)})) ^ (1 ÷ {by})"

    def cells(values: str, weights: str, _: str) -> str:
        by = number_text(power)
        return f"(SUMPRODUCT({weights},{values}^{by})/SUM({weights}))^(1/{by})"

    return Aggregation(
        id="generalised_mean",
        zh="",
        en="",
        meaning_zh="",
        meaning_en="",
        needs_weights=None,
        full_as_weight=False,
        exact=exact,
        across=across,
        down=down,
        words=words,
        worth=varies,
        cells=cells,
    )


def _unit(values: Sequence[Number], power: Fraction) -> Number:
    """Give the size of the figure that counts most: powers of the others over it neither overflow nor vanish."""
    sizes = descending([-value if (value.mid if isinstance(value, Ball) else value) < 0 else value for value in values])
    unit = sizes[0] if power > 0 else sizes[-1]
    return Fraction(1) if is_zero(unit) else unit


def _made(of: Aggregation) -> Aggregation:
    """Give the mean under the name of the catalogue."""
    return Aggregation(
        id="generalised_mean",
        zh="幂平均",
        en="generalised mean",
        meaning_zh="各项的幂加权平均后再开方；指数 1 为算术平均，0 为几何平均，−1 为调和平均。",
        meaning_en="The weighted mean of powers, and the root of it; power 1 is the plain, 0 the geometric, −1 the "
        "harmonic mean.",
        needs_weights=None,
        full_as_weight=False,
        exact=of.exact,
        across=of.across,
        down=of.down,
        words=of.words,
        worth=varies,
        cells=of.cells,
        parameters=(_POWER,),
        set_to=_of,
    )


GENERALISED_MEAN = _of({"power": Fraction(1)})
