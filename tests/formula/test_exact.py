from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from formula.printed import evaluate
from kaoping.errors import EngineError
from kaoping.formula import (
    Ball,
    Fault,
    NeedsDigits,
    Precision,
    Value,
    exact,
    parse,
    power,
    root,
    round_value,
)

# Any: YAML gives plain values.
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("exact.yaml").read_text("utf-8"))


def value_of(written: object) -> Value:
    if written is None or isinstance(written, (bool, Fraction)):
        return written
    try:
        return Fraction(str(written))
    except ValueError:
        return str(written).removeprefix("text ")


def compute(text: str, precision: Precision | None = None, **given: object) -> Value | Fault:
    values = {name: value_of(written) for name, written in given.items()}
    return exact(parse(text))(values, precision or Precision())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_a_formula_is_computed_exactly(case: dict[str, Any]) -> None:
    found = compute(case["formula"], **case.get("given", {}))

    if "fault" in case:
        assert isinstance(found, Fault)
        assert [found.message.code, found.start, found.end] == case["fault"]
    else:
        assert found == value_of(case["expect"])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("sqrt(2)", "sqrt(2)"),
        ("exp(1)", "exp(1)"),
        ("log(2)", "log(2)"),
        ("log(1 / 3)", "−log(3)"),
        ("2^0.5", "sqrt(2)"),
        ("-(2^0.5)", "−sqrt(2)"),
        ("(exp(1) - 4)^2", "(4 − exp(1)) × (4 − exp(1))"),
        ("(exp(1) - 4)^3", "−(4 − exp(1)) ^ 3"),
        ("(2^0.5)^3", "sqrt(8)"),
        ("exp(1)^(1/3)", "exp(1 ÷ 3)"),
        ("2^(1/65)", "exp(log(2) ÷ 65)"),
        ("abs(0 - exp(1))", "exp(1)"),
        ("abs(exp(1))", "exp(1)"),
        ("min(exp(1), 3)", "exp(1)"),
        ("min(3, exp(1))", "exp(1)"),
        ("max(exp(1), 2)", "exp(1)"),
        ("1 / exp(1)", "exp(−1)"),
        ("line(exp(1), 2: 0, 3: 10)", "10 × exp(1) − 20"),
        ("steps(exp(1), 2: 1, else: 10)", "2 + 10 × (exp(1) − 2)"),
        ("sqrt(exp(2))", "exp(1)"),
        ("1.0001^1000", "exp(1000 × log(1.0001))"),
        ("(4 - exp(1))^-3", "1 ÷ (4 − exp(1)) ^ 3"),
    ],
)
def test_what_is_no_fraction_is_known_to_forty_digits(text: str, printed: str) -> None:
    found = compute(text)

    assert isinstance(found, Ball)
    assert abs(found.mid - Fraction(evaluate(printed))) < Fraction(1, 10**45)
    assert found.rad < Fraction(1, 10**45)


@pytest.mark.parametrize(
    ("text", "boundary"),
    [
        ("exp(log(3)) = 3", True),
        ("exp(log(3)) < 3", False),
        ("exp(log(3)) - 3 > 0", False),
        ("floor(sqrt(2)^2 / 2)", Fraction(1)),
    ],
)
def test_what_two_hundred_digits_leave_open_counts_as_on_the_boundary(text: str, boundary: Value) -> None:
    assert compute(text, Precision(200)) == boundary


def test_a_difference_of_equal_irrationals_asks_for_more_digits_and_then_counts_as_zero() -> None:
    text, notes = "1 / (exp(log(3)) - 3)", list[str]()

    with pytest.raises(NeedsDigits):
        compute(text)
    found = compute(text, Precision(200, notes))

    assert isinstance(found, Fault)
    assert (found.message.code, notes) == ("F050", ["0"])


def test_a_number_on_a_midpoint_of_twelve_digits_asks_for_more_digits_and_then_lies_on_it() -> None:
    text, notes = "floor(exp(log(0.1234567890125)) * 1)", list[str]()

    with pytest.raises(NeedsDigits):
        compute(text)
    found = compute(text, Precision(200, notes))

    assert (found, notes) == (0, ["0.123456789012"])


def test_undecided_numbers_need_no_list() -> None:
    assert compute("floor(exp(log(3)) - 3)", Precision(200)) == 0


@pytest.mark.parametrize("text", ["log(exp(log(3)) - 3)", "sqrt(exp(log(3)) - 3)", "(exp(log(3)) - 3)^0.5"])
def test_an_undecided_zero_counts_as_zero_in_functions_too(text: str) -> None:
    found = compute(text, Precision(200))

    assert found == 0 or (isinstance(found, Fault) and found.message.code == "F051")


def test_powers_of_what_may_be_zero_stay_small_or_are_faults() -> None:
    notes: list[str] = []

    odd = compute("(exp(log(3)) - 3)^5", Precision(200, notes))
    even = compute("(exp(log(3)) - 3)^2", Precision(200, notes))
    below = compute("(exp(log(3)) - 3)^-2", Precision(200, notes))
    wide = power(Ball(Fraction(0), Fraction(2)), Fraction(2), Precision(200, notes))
    broken = power(Ball(Fraction(0), Fraction(1)), Ball(Fraction(0), Fraction(1, 9)), Precision(200, notes))

    assert isinstance(odd, Ball)
    assert isinstance(even, Ball)
    assert odd.low < 0 < odd.high
    assert even.low < Fraction(1, 10**100)
    assert isinstance(below, Fault)
    assert below.message.code == "F054"
    assert [wide, broken] == [0, 1]


def test_an_overlap_takes_the_smaller_ends() -> None:
    found = compute("min(exp(log(3)), 3)")

    assert isinstance(found, Ball)
    assert found.low <= 3 <= found.high


def test_the_absolute_value_around_zero_is_not_negative() -> None:
    found = compute("abs(exp(log(3)) - 3)")

    assert isinstance(found, Ball)
    assert found.mid > 0


def test_long_numbers_become_balls_instead_of_hanging() -> None:
    found = compute("((((x^10)^10)^10)^10)^10", x="1.0001")

    assert isinstance(found, Ball)
    assert abs(found.mid / Fraction("22015.4560485522") - 1) < 1


def test_long_products_become_balls() -> None:
    found = compute(" * ".join(["x"] * 300), x="1.000123456789012345678901234567")

    assert isinstance(found, Ball)
    assert abs(found.mid - Fraction("1.000123456789012345678901234567") ** 300) < Fraction(1, 10**45)


def test_long_powers_of_a_square_become_balls() -> None:
    found = compute("x ^ 999.5", x=Fraction("1.00012345678") ** 2)

    assert isinstance(found, Ball)
    assert abs(found.mid - Fraction("1.00012345678") ** 1999) < Fraction(1, 10**45)


def test_long_large_numbers_become_balls_too() -> None:
    found = compute(" * ".join(["x"] * 300), x="9.123456789012345678901234567891")

    assert isinstance(found, Ball)
    assert abs(found.mid / Fraction("9.123456789012345678901234567891") ** 300 - 1) < Fraction(1, 10**45)


@pytest.mark.parametrize("text", ["exp(-9999) * exp(-9999)", "(x^1000)^-10", "x^1000 * x^1000 * x^1000 * x^1000"])
def test_numbers_out_of_range_are_faults(text: str) -> None:
    found = compute(text, x="1e100" if "-10" in text else "0.00001")

    assert isinstance(found, Fault)
    assert found.message.code == "F057"


def test_balls_compute_with_fractions_and_whole_numbers() -> None:
    ball = Ball(Fraction(2), Fraction(1, 1000))

    results = [ball + 1, 1 + ball, ball - 1, 5 - ball, ball * 2, 2 * ball, ball / 2, 2 / ball, -ball, ball * ball]
    mids = [round(float(found.mid if isinstance(found, Ball) else found), 2) for found in results]

    assert mids == [3, 3, 1, 3, 4, 4, 1, 1, -2, 4]
    assert ball * 0 == 0


def test_a_ball_that_may_be_zero_divides_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        1 / Ball(Fraction(0), Fraction(1))


def test_roots_and_powers_are_offered_to_other_rooms() -> None:
    assert root(Fraction(9), Precision()) == 3
    assert power(Fraction(9), Fraction(1, 2), Precision()) == 3
    assert isinstance(root(Fraction(-9), Precision()), Fault)
    assert isinstance(power(Fraction(-9), Fraction(1, 2), Precision()), Fault)


def test_a_table_without_rows_is_our_own_fault() -> None:
    with pytest.raises(EngineError):
        exact(parse("bands(x, thresholds)"))


def test_rounding_a_ball_takes_twelve_digits_first() -> None:
    ball = Ball(Fraction("2.4999999999999"), Fraction(1, 10**30))

    assert round_value(ball, 0, "half_up", Precision()) == 3
