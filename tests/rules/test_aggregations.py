"""Every aggregation: by hand in fractions, the same in columns, and in words that compute to the same number."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest

from kaoping.formula import Ball, Fault, Precision, plain
from kaoping.rules import aggregations

# name -> values, weights, whole (the sum of all weights declared), result, words
CASES = [
    ("sum", (2, 3, 4), (1, 1, 1), 3, "9", "2 + 3 + 4"),
    ("sum", (2, -3), (1, 1), 2, "-1", "2 + (−3)"),
    ("sum", (2, 4), (10, 20), 40, "8", "(2 + 4) × 40 ÷ (10 + 20)"),
    ("mean", (2, 3, 5.5), (1, 1, 1), 3, "3.5", "(2 + 3 + 5.5) ÷ 3"),
    ("mean", (-2, 3), (1, 1), 2, "0.5", "((−2) + 3) ÷ 2"),
    ("mean", (7,), (1,), 2, "7", "7"),
    ("weighted_mean", (10, 20), (30, 10), 40, "12.5", "(30 × 10 + 10 × 20) ÷ 40"),
    ("weighted_mean", (10, -20), (0.75, 0.25), 1, "2.5", "(0.75 × 10 + 0.25 × (−20)) ÷ 1"),
    ("weighted_mean", (10, 20), (0.5, 0.25), 1, "13.3333333333", "(0.5 × 10 + 0.25 × 20) ÷ 0.75"),
    ("weighted_mean", (7,), (30,), 40, "7", "(30 × 7) ÷ 30"),
    ("geometric_mean", (4, 9), (1, 1), 2, "6", "4 ^ (1 ÷ (1 + 1)) × 9 ^ (1 ÷ (1 + 1))"),
    ("geometric_mean", (16, 81), (3, 1), 4, "24", "16 ^ (3 ÷ (3 + 1)) × 81 ^ (1 ÷ (3 + 1))"),
    ("geometric_mean", (5,), (3,), 4, "5", "5 ^ (1)"),
]


@pytest.mark.parametrize(("name", "values", "weights", "whole", "result", "words"), CASES)
def test_an_aggregation_gives_the_number_worked_out_by_hand(
    name: str, values: tuple[float, ...], weights: tuple[float, ...], whole: float, result: str, words: str
) -> None:
    aggregation = aggregations()[name]
    numbers, beside = ([Fraction(str(entry)) for entry in entries] for entries in (values, weights))
    printed, shown = ([plain(entry).replace("-", "−") for entry in entries] for entries in (numbers, beside))
    columns, sizes = ([pl.lit(float(entry)) for entry in entries] for entries in (values, weights))

    exact = aggregation.exact(numbers, beside, Fraction(whole), Precision())
    across = pl.select(aggregation.across(columns, sizes, pl.lit(float(whole)))).item()
    frame = pl.DataFrame({"value": [float(entry) for entry in values], "weight": [float(entry) for entry in weights]})
    down = frame.select(aggregation.down(pl.col("value"), pl.col("weight"))).item()

    assert isinstance(exact, Fraction | Ball)
    assert (plain(exact), aggregation.words(printed, shown, str(whole))) == (result, words)
    assert across == pytest.approx(float(exact.mid if isinstance(exact, Ball) else exact))
    if sum(weights) == whole or name != "sum":
        assert down == pytest.approx(across)


@pytest.mark.parametrize("name", ["weighted_mean", "geometric_mean"])
def test_weights_that_add_up_to_zero_have_no_mean(name: str) -> None:
    found = aggregations()[name].exact([Fraction(3)], [Fraction(0)], Fraction(1), Precision())

    assert isinstance(found, Fault)
    assert found.message.code == "F050"


def test_the_catalogue_holds_these_aggregations() -> None:
    assert {case[0] for case in CASES} == set(aggregations())
