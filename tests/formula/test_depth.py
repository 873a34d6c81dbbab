"""The deepest formulas that are read can be checked, computed and told without running out of stack."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest

from kaoping.errors import SchemeError
from kaoping.formula import Formula, Name, Number, Place, Precision, Value, bind, check, columns, exact, parse, words

NAMES = "abcdpq"
PLACE = Place("deep", {name: Name(Number(), name, name) for name in NAMES})
VALUES: dict[str, Value] = {name: Fraction(1) for name in NAMES}


def deepest(opening: str, inner: str, closing: str) -> Formula:
    """Give the formula nested as deep as the reader allows."""
    found, depth = parse(inner), 1
    while True:
        try:
            found = parse(opening * depth + inner + closing * depth)
        except SchemeError:
            return found
        depth += 1


@pytest.mark.parametrize(
    ("opening", "inner", "closing"),
    [
        ("(a + b * (", "1", "))"),
        ("(a - c * -d ^ (", "1", "))"),
        ("(if a < b + c * (", "1", ") then 1 else 2)"),
        ("min(a, b + c * -(", "1", "))"),
        ("(if a = 1 then b else a + b * max(2, ", "1", "))"),
        ("(p = q or a = b and a < b + c * (", "1", "))"),
        ("round(abs(", "a", "), 1, half_up)"),
    ],
)
def test_the_deepest_formula_is_read_in_every_way(opening: str, inner: str, closing: str) -> None:
    formula = deepest(opening, inner, closing)
    frame = pl.DataFrame({name: [1.0] for name in NAMES})

    assert isinstance(check(formula, PLACE), list)
    assert bind(formula).names == formula.names
    is_sound = "p = q" not in opening
    if is_sound:
        assert exact(formula)(VALUES, Precision(200)) is not None
        assert words(formula, VALUES, PLACE, "zh").text("得分")
        assert frame.select(columns(formula, {name: pl.col(name) for name in NAMES}).value).height == 1
