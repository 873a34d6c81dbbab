"""Every aggregation, statistic and group operation as a spreadsheet writes it; tests/cells has them computed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaoping.rules import Settings, Ties, aggregations, group_operations, statistics

SAMPLE: Settings = {"definition": "sample"}
POPULATION: Settings = {"definition": "population"}


@pytest.mark.parametrize(
    ("name", "settings", "expected"),
    [
        ("sum", None, "SUM(V)"),
        ("mean", None, "AVERAGE(V)"),
        ("median", None, "MEDIAN(V)"),
        ("minimum", None, "MIN(V)"),
        ("maximum", None, "MAX(V)"),
        ("product", None, "PRODUCT(V)"),
        ("weighted_mean", None, "SUMPRODUCT(V,W)/SUM(W)"),
        ("weighted_sum", None, "SUMPRODUCT(V,W)"),
        ("geometric_mean", None, "SUMPRODUCT(PRODUCT(V^(W/SUM(W))))"),
        ("harmonic_mean", None, "SUM(W)/SUMPRODUCT(W/V)"),
        ("generalised_mean", {"power": Fraction(-1, 2)}, "(SUMPRODUCT(W,V^(-1/2))/SUM(W))^(1/(-1/2))"),
        ("generalised_mean", {"power": Fraction(0)}, "SUMPRODUCT(PRODUCT(V^(W/SUM(W))))"),
        ("best_n", {"n": Fraction(1)}, "(IF(COUNT(V)<1,0,LARGE(V,1)))/MIN(1,COUNT(V))"),
        ("trimmed_mean", {"cut": Fraction(1)}, "(SUM(V)-LARGE(V,1)-SMALL(V,1))/(COUNT(V)-2)"),
    ],
)
def test_an_aggregation_has_its_formula(name: str, settings: Settings | None, expected: str) -> None:
    entry = aggregations()[name]
    found = entry if settings is None or entry.set_to is None else entry.set_to(settings)

    assert found.cells("V", "W", "") == expected


def test_a_sum_of_which_something_is_left_out_is_scaled_up() -> None:
    assert aggregations()["sum"].cells("V", "W", "S") == "SUM(V)*S/SUM(W)"


def test_every_aggregation_has_a_formula_over_its_values() -> None:
    assert [name for name, entry in aggregations().items() if "V" not in entry.cells("V", "W", "")] == []


@pytest.mark.parametrize(
    ("name", "settings", "expected"),
    [
        ("best", None, "MAX(R)"),
        ("worst", None, "MIN(R)"),
        ("mean", None, "AVERAGE(R)"),
        ("median", None, "MEDIAN(R)"),
        ("count", None, "COUNT(R)"),
        ("sd", None, 'IF(COUNT(R)<2,"",IF(MAX(R)=MIN(R),0,STDEV(R)))'),
        ("sd_population", None, "IF(MAX(R)=MIN(R),0,STDEVP(R))"),
        ("skewness", SAMPLE, 'IF(COUNT(R)<3,"",IF(MAX(R)=MIN(R),"",SKEW(R)))'),
        (
            "skewness",
            POPULATION,
            'IF(COUNT(R)<3,"",IF(MAX(R)=MIN(R),"",SKEW(R)*(COUNT(R)-2)/SQRT(COUNT(R)*(COUNT(R)-1))))',
        ),
        ("kurtosis", SAMPLE, 'IF(COUNT(R)<4,"",IF(MAX(R)=MIN(R),"",KURT(R)))'),
        (
            "kurtosis",
            POPULATION,
            ('IF(COUNT(R)<4,"",IF(MAX(R)=MIN(R),"",(KURT(R)*(COUNT(R)-2)*(COUNT(R)-3)/(COUNT(R)-1)-6)/(COUNT(R)+1)))'),
        ),
        ("quantile", {"at": Fraction(1, 4), "definition": "inclusive"}, "PERCENTILE(R,(1/4))"),
    ],
)
def test_a_statistic_has_its_formula(name: str, settings: Settings | None, expected: str) -> None:
    entry = statistics()[name]
    found = entry if settings is None or entry.set_to is None else entry.set_to(settings)

    assert found.cells is not None
    assert found.cells("R", True) == expected  # noqa: FBT003 -- one shape for all


@pytest.mark.parametrize(
    ("definition", "place"),
    [
        ("exclusive", "ROUND((1/4)*(COUNT(R)+1),12)"),
        ("hazen", "ROUND((1/4)*COUNT(R)+0.5,12)"),
        ("nearest_rank", "ROUNDUP(ROUND((1/4)*COUNT(R),12),0)"),
    ],
)
def test_other_quantiles_lie_between_two_figures(definition: str, place: str) -> None:
    entry = statistics()["quantile"]
    assert entry.set_to is not None
    found = entry.set_to({"at": Fraction(1, 4), "definition": definition})
    assert found.cells is not None

    held = f"MIN(MAX({place},1),COUNT(R))"
    below, above = f"SMALL(R,INT({held}))", f"SMALL(R,MIN(INT({held})+1,COUNT(R)))"
    assert found.cells("R", True) == f"{below}+({held}-INT({held}))*({above}-{below})"  # noqa: FBT003 -- one shape


def test_best_and_worst_follow_the_direction() -> None:
    lower = [statistics()[name].cells for name in ("best", "worst")]

    assert [text and text("R", False) for text in lower] == ["MIN(R)", "MAX(R)"]  # noqa: FBT003 -- one shape for all


def test_only_limits_found_step_by_step_have_no_formula() -> None:
    without = {name for name, entry in statistics().items() if entry.cells is None}

    assert without == {"winsor_lower", "winsor_upper"}


@pytest.mark.parametrize(
    ("ties", "expected"),
    [("lowest", "B+1"), ("highest", "B+E"), ("average", "(2*B+E+1)/2"), ("dense", "D+1")],
)
def test_a_rank_goes_by_the_tie_rule(ties: Ties, expected: str) -> None:
    assert group_operations()["rank"].cells("B", "E", "W", "D", ties) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("n_minus_r_by_n", "((B+E+W)-(B+1))/(B+E+W)"),
        ("n_plus_1_minus_r_by_n", "((B+E+W)+1-(B+1))/(B+E+W)"),
        ("r_minus_1_by_n_minus_1", "IF((B+E+W)=1,0,((B+1)-1)/((B+E+W)-1))"),
        ("borda", "(B+E+W)-(B+1)"),
    ],
)
def test_a_rank_by_formula_has_its_formula(formula: str, expected: str) -> None:
    entry = group_operations()["rank_formula"]
    assert entry.set_to is not None

    assert entry.set_to({"formula": formula}).cells("B", "E", "W", "D", "lowest") == expected


def test_a_percentile_has_its_formula() -> None:
    found = group_operations()["percentile"].cells("B", "E", "W", "D", "lowest")

    assert found == "IF((B+E+W-1)=0,1,(2*W+E-1)/(2*(B+E+W-1)))"
