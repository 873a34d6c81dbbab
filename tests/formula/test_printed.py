from __future__ import annotations

from decimal import Decimal

import pytest

from formula.printed import agrees, evaluate, holds


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 × 80 ÷ 100", "8"),
        ("1 + 2 − 3 × 4", "-9"),
        ("−2 ^ 2", "-4"),
        ("2 ^ 3 ^ 2", "512"),
        ("2 ^ (−1)", "0.5"),
        ("7 ^ 0", "1"),
        ("−(1 + 2)", "-3"),
        ("min(12, 10)", "10"),
        ("取小(12，10)", "10"),
        ("max(1, 2, 3)", "3"),
        ("取大(1, 2, 3)", "3"),
        ("abs(−2) + 绝对值(−3)", "5"),
        ("round(2.5, 0, half_even) + 修约(2.5, 0, 四舍五入)", "5"),
        ("修约(2.5, 0, 奇进偶舍) + round(2.5, 0, half_up)", "5"),
        ("floor(−1.5) + 取整(1.5)", "-1"),
        ("truncate(1.29, 1) + 截断(−1.29, 1)", "0.0"),
        ("exp(0) + 指数(0) + log(1) + 自然对数(1)", "2"),
        ("sqrt(4) + 平方根(9)", "5"),
    ],
)
def test_a_printed_expression_is_recomputed(text: str, value: str) -> None:
    assert evaluate(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "1 +", "(1", "1 2", "foo(1)", "1 ? 2", "min 1", "1 < 2"])
def test_what_is_no_printed_expression_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        evaluate(text)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("60 ≤ 80 ≤ 85", True),
        ("60 ≤ 86 ≤ 85", False),
        ("90 > 85", True),
        ("1 = 1 + 0", True),
        ("1 ≠ 1", False),
        ("49 ÷ 100 < 0.5", True),
        ("3 ≥ 4", False),
    ],
)
def test_a_printed_comparison_is_checked(text: str, is_so: bool) -> None:  # noqa: FBT001 -- a table's column
    assert holds(text) is is_so


def test_a_result_agrees_within_half_a_unit_of_its_last_place() -> None:
    assert agrees("2 ÷ 3", "0.67")
    assert not agrees("2 ÷ 3", "0.66")
    assert agrees("2 ÷ 3", "0.666666666667")
    assert agrees("200", "200")
    assert not agrees("201", "200")
