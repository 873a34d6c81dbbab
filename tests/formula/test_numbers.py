from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.formula import Ball, NeedsDigits, Precision, plain, round_value, snap

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=15)


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        ("1/3", None, "0.333333333333"),
        ("2/3", None, "0.666666666667"),
        ("100", None, "100"),
        ("123456789012345", None, "123456789012000"),
        ("0.00000000012345", None, "0.00000000012345"),
        ("-1.50", None, "-1.5"),
        ("0", None, "0"),
        ("8", 2, "8.00"),
        ("0.125", 2, "0.12"),
        ("0.375", 2, "0.38"),
        ("-0.001", 2, "0.00"),
        ("1250", -2, "1200"),
        ("12.5", 0, "12"),
        ("0.05", 1, "0.0"),
        ("999999999999.5", None, "1000000000000"),
    ],
)
def test_a_number_is_printed_plainly(number: str, decimals: int | None, shown: str) -> None:
    assert plain(Fraction(number), decimals) == shown


def test_a_ball_is_printed_by_its_middle() -> None:
    assert plain(Ball(Fraction(1, 3), Fraction(1, 10**40))) == "0.333333333333"


@given(DECIMALS)
def test_twelve_digits_are_those_of_decimal(number: Decimal) -> None:
    expected = Context(prec=12, rounding=ROUND_HALF_EVEN).plus(number)

    assert snap(Fraction(number), Precision()) == Fraction(expected)


@given(st.fractions())
def test_twelve_digits_of_a_fraction_stay_as_they_are(number: Fraction) -> None:
    snapped = snap(number, Precision())

    assert snap(snapped, Precision()) == snapped
    assert abs(snapped - number) <= abs(number) * Fraction(1, 10**11)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=5), st.integers(-3, 6))
def test_roundings_are_those_of_decimal(number: Decimal, decimals: int) -> None:
    grain, precision = Decimal(1).scaleb(-decimals), Precision()
    value = Fraction(number)

    assert round_value(value, decimals, "half_up", precision) == Fraction(number.quantize(grain, ROUND_HALF_UP))
    assert round_value(value, decimals, "half_even", precision) == Fraction(number.quantize(grain, ROUND_HALF_EVEN))
    assert round_value(value, decimals, "truncate", precision) == Fraction(number.quantize(grain, ROUND_DOWN))


def test_a_ball_off_every_boundary_is_snapped() -> None:
    assert snap(Ball(Fraction("1.00000000000049"), Fraction(1, 10**40)), Precision()) == 1


def test_a_ball_across_a_boundary_asks_for_digits_and_then_lies_on_it() -> None:
    ball, notes = Ball(Fraction("1.000000000005"), Fraction(1, 10**40)), list[str]()

    with pytest.raises(NeedsDigits):
        snap(ball, Precision())

    assert snap(ball, Precision(200, notes)) == 1
    assert len(notes) == 1
