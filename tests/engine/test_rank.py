"""Ranks within the group, by the declared tie rule."""

from __future__ import annotations

import pytest

from engine.small import column, leaf, small, tables, totals
from kaoping.engine import Engine, score

TOTALS = {"u1": 90, "u2": 80, "u3": 80, "u4": 80, "u5": 70}
HIGHEST_FIRST = {
    "lowest": {"u1": "1", "u2": "2", "u3": "2", "u4": "2", "u5": "5"},
    "highest": {"u1": "1", "u2": "4", "u3": "4", "u4": "4", "u5": "5"},
    "average": {"u1": "1", "u2": "3", "u3": "3", "u4": "3", "u5": "5"},
    "dense": {"u1": "1", "u2": "2", "u3": "2", "u4": "2", "u5": "3"},
}
LOWEST_FIRST = {
    "lowest": {"u1": "5", "u2": "2", "u3": "2", "u4": "2", "u5": "1"},
    "highest": {"u1": "5", "u2": "4", "u3": "4", "u4": "4", "u5": "1"},
    "average": {"u1": "5", "u2": "3", "u3": "3", "u4": "3", "u5": "1"},
    "dense": {"u1": "3", "u2": "2", "u3": "2", "u4": "2", "u5": "1"},
}


@pytest.mark.parametrize("engine", ["exact", "columns", "auto"])
@pytest.mark.parametrize("order", ["higher_is_better", "lower_is_better"])
@pytest.mark.parametrize("ties", HIGHEST_FIRST)
def test_equals_are_ranked_by_the_tie_rule(ties: str, order: str, engine: Engine) -> None:
    scheme = small(leaf("p"), ties=ties, order=order)

    result = score(scheme, tables({unit: {"p": total} for unit, total in TOTALS.items()}), engine=engine)

    expected = HIGHEST_FIRST if order == "higher_is_better" else LOWEST_FIRST
    assert column(result, "rank") == expected[ties]


def test_the_mean_of_two_ranks_ends_in_a_half() -> None:
    result = score(small(leaf("p"), ties="average"), tables({"u1": {"p": 2}, "u2": {"p": 2}, "u3": {"p": 1}}))

    assert column(result, "rank") == {"u1": "1.5", "u2": "1.5", "u3": "3"}


@pytest.mark.parametrize("ties", HIGHEST_FIRST)
def test_all_that_share_the_last_place_are_last(ties: str) -> None:
    figures = {unit: {"p": total} for unit, total in (("u1", 3), ("u2", 1), ("u3", 1))}

    assert column(score(small(leaf("p"), ties=ties), tables(figures)), "from_last") == {"u1": 3, "u2": 1, "u3": 1}


def test_a_unit_without_a_total_has_no_rank_and_is_not_counted() -> None:
    result = score(small(leaf("p")), tables({"u1": {"p": 3}, "u2": {"p": "missing"}, "u3": {"p": 4}}))

    found = {name: column(result, name) for name in ("rank", "count", "from_last", "standing")}
    assert found == {
        "rank": {"u1": "2", "u2": None, "u3": "1"},
        "count": {"u1": 2, "u2": 2, "u3": 2},
        "from_last": {"u1": 1, "u2": None, "u3": 2},
        "standing": {"u1": 2, "u2": None, "u3": 1},
    }


def test_each_group_and_each_period_has_ranks_of_its_own() -> None:
    scheme = small(leaf("p"), groups=("a", "b"), periods="[2023, 2024]")
    figures = {"u1": {"p": 5}, "u2": {"p": 6}, "u3": {"p": 1}}
    other = [
        {"unit": unit, "indicator": "p", "period": period, "actual": actual}
        for period, actuals in (("2023", "561"), ("2024", "891"))
        for unit, actual in zip(("u1", "u2", "u3"), actuals, strict=True)
    ]

    result = score(scheme, tables(figures, groups={"u3": "b"}, others={"observations": other}))

    assert result.ranking.select("period", "group", "unit", "total", "rank").rows() == [
        ("2023", "a", "u2", "6", "1"),
        ("2023", "a", "u1", "5", "2"),
        ("2023", "b", "u3", "1", "1"),
        ("2024", "a", "u2", "9", "1"),
        ("2024", "a", "u1", "8", "2"),
        ("2024", "b", "u3", "1", "1"),
    ]


@pytest.mark.parametrize(
    ("rank_on", "ranks"), [("rounded", {"u1": "1", "u2": "1"}), ("unrounded", {"u1": "2", "u2": "1"})]
)
def test_ranks_rest_on_the_total_before_or_after_rounding_as_the_scheme_says(
    rank_on: str, ranks: dict[str, str]
) -> None:
    scheme = small(leaf("p"), rounding="[{at: total, mode: half_up, decimals: 2}]", rank_on=rank_on)

    result = score(scheme, tables({"u1": {"p": "87.446"}, "u2": {"p": "87.449"}}))

    assert (totals(result), column(result, "rank")) == ({"u1": "87.45", "u2": "87.45"}, ranks)


@pytest.mark.parametrize("engine", ["exact", "columns", "auto"])
def test_totals_equal_to_twelve_digits_are_a_tie(engine: Engine) -> None:
    scheme = small(leaf("p", weight=1), leaf("q", weight=2), combine="weighted_mean", more=["weights: relative"])
    # (0.1 + 2 × 0.2) ÷ 3 and (0.3 + 2 × 0.1) ÷ 3 are both a sixth; in floats they differ in the last digit.
    figures = {"u1": {"p": "0.1", "q": "0.2"}, "u2": {"p": "0.3", "q": "0.1"}}

    result = score(scheme, tables(figures), engine=engine)

    assert (totals(result), column(result, "rank")) == (
        {"u1": "0.166666666667", "u2": "0.166666666667"},
        {"u1": "1", "u2": "1"},
    )
