"""Every aggregation: by hand in fractions, the same in columns, and in words that compute to the same number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from formula.printed import evaluate
from kaoping.formula import Ball, Fault, Precision, plain
from kaoping.rules import aggregations
from rules.examples import aggregation_of, examples

CASES = examples("aggregation")


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['it']}" for name, case in CASES])
def test_an_aggregation_gives_the_number_worked_out_by_hand(name: str, case: dict[str, Any]) -> None:
    aggregation, whole = aggregation_of(name, case), Fraction(case["whole"])
    numbers, weights = ([Fraction(text) for text in case[key]] for key in ("values", "weights"))
    printed, shown = ([text.replace("-", "−") for text in case[key]] for key in ("values", "weights"))
    columns, sizes = ([pl.lit(float(number)) for number in entries] for entries in (numbers, weights))

    exact = aggregation.exact(numbers, weights, whole, Precision())
    across = pl.select(aggregation.across(columns, sizes, pl.lit(float(whole)))).item()
    frame = pl.DataFrame({"value": [float(entry) for entry in numbers], "weight": [float(entry) for entry in weights]})
    down = frame.select(aggregation.down(pl.col("value"), pl.col("weight"))).item()

    assert isinstance(exact, Fraction | Ball)
    assert (plain(exact), aggregation.words(printed, shown, case["whole"])) == (case["result"], case["words"])
    assert float(evaluate(case["words"])) == pytest.approx(float(case["result"]))
    assert across == pytest.approx(float(exact.mid if isinstance(exact, Ball) else exact))
    if sum(weights) == whole or name != "sum":
        assert down == pytest.approx(across)


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}: {case['it']}" for name, case in CASES])
def test_a_point_more_of_one_value_adds_what_it_is_said_to_be_worth(name: str, case: dict[str, Any]) -> None:
    aggregation, whole = aggregation_of(name, case), Fraction(case["whole"])
    numbers, weights = ([Fraction(text) for text in case[key]] for key in ("values", "weights"))

    for at, weight in enumerate(weights):
        worth = aggregation.worth(weight, weights, whole)
        if worth is None:
            assert case["worth"] == "varies"
            continue
        raised = [number + (place == at) for place, number in enumerate(numbers)]
        before, after = (aggregation.exact(given, weights, whole, Precision()) for given in (numbers, raised))
        assert isinstance(before, Fraction)
        assert isinstance(after, Fraction)
        assert after - before == worth.factor
        assert worth.words.strip() == case["worth"][at]
        assert evaluate(f"1{worth.words}") == pytest.approx(Decimal(float(worth.factor)))


@pytest.mark.parametrize("name", ["weighted_mean", "geometric_mean", "generalised_mean"])
def test_weights_that_add_up_to_zero_have_no_mean(name: str) -> None:
    found = aggregations()[name].exact([Fraction(3)], [Fraction(0)], Fraction(1), Precision())

    assert isinstance(found, Fault)
    assert found.message.code == "F050"


def test_a_negative_value_has_no_geometric_mean() -> None:
    found = aggregations()["geometric_mean"].exact(
        [Fraction(-3), Fraction(2)], [Fraction(1)] * 2, Fraction(2), Precision()
    )

    assert isinstance(found, Fault)


def test_a_negative_value_has_no_mean_of_a_broken_power() -> None:
    family = aggregations()["generalised_mean"]
    assert family.set_to is not None

    found = family.set_to({"power": Fraction(1, 2)}).exact([Fraction(-4)], [Fraction(1)], Fraction(1), Precision())

    assert isinstance(found, Fault)
    assert found.message.code == "F053"


def test_a_trimmed_mean_needs_more_figures_than_are_cut() -> None:
    found = aggregations()["trimmed_mean"].exact(
        [Fraction(3), Fraction(5)], [Fraction(1)] * 2, Fraction(2), Precision()
    )

    assert isinstance(found, Fault)
    assert (found.message.code, found.values) == ("F060", {"count": "2", "cut": "1"})


@pytest.mark.parametrize("values", [[0, 5], [3, -3]])
def test_a_harmonic_mean_has_no_zero_and_no_cancelling_figures(values: list[int]) -> None:
    found = aggregations()["harmonic_mean"].exact(
        [Fraction(value) for value in values], [Fraction(1)] * 2, Fraction(2), Precision()
    )

    assert isinstance(found, Fault)
    assert found.message.code == "F050"


def test_every_aggregation_has_its_worked_examples() -> None:
    assert {name for name, _ in CASES} == set(aggregations())
