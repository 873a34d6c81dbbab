"""Figures beside the rows that are scored: vintages, the year before, targets, peers, and rows of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import pytest

from engine.small import leaf, points, small, tables
from kaoping.engine import Engine, Tables, score

ENGINES: tuple[Engine, ...] = ("exact", "columns")


def observed(rows: Sequence[Mapping[str, Any]], units: Sequence[str] = ("u1",), **others: Any) -> Tables:
    """Give tables of observations of p, period 2024 unless told."""
    own = [{"unit": "u1", "indicator": "p", "period": "2024"} | dict(row) for row in rows]
    return tables({unit: {} for unit in units}, others={"observations": own} | others)


def test_rows_are_scored_in_the_order_of_periods_and_units_and_only_assessed_ones() -> None:
    units = [
        {"unit": "z", "group": "a", "assessed": True, "period": None},
        {"unit": "b", "group": "a", "assessed": True, "period": "2023"},
        {"unit": "a", "group": "a", "assessed": False, "period": None},
    ]
    scheme = small(leaf("p"), periods="[2024, 2023]")

    result = score(scheme, tables({}, others={"units": units}))

    assert result.scores.filter(pl.col("node") == "total").select("period", "unit").rows() == [
        ("2024", "z"),
        ("2023", "b"),
        ("2023", "z"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_mean_of_months_counts_every_month_of_the_year(engine: Engine) -> None:
    months = [{"period": f"2024-{month:02d}", "actual": str(month)} for month in range(1, 13)]
    steps = "[{reduce: mean, need: 11}, {formula: x}]"
    scheme = small(leaf("p", data="{every: month}", steps=steps))

    full = score(scheme, observed(months), engine=engine)
    lacking = score(scheme, observed(months[1:]), engine=engine)
    too_few = score(scheme, observed(months[2:]), engine=engine)

    assert [points(result, "p")["u1"] for result in (full, lacking, too_few)] == ["6.5", "7", None]


@pytest.mark.parametrize("engine", ENGINES)
def test_halves_are_weighed_by_their_part_of_the_year(engine: Engine) -> None:
    weight = '\'pick(part_of_year, "H1": 0.3, "H2": 0.7)\''
    steps = f"[{{reduce: weighted_mean, weight: {weight}}}, {{formula: x}}]"
    halves = [{"period": "2024-H1", "actual": "10"}, {"period": "2024-H2", "actual": "20"}]

    result = score(small(leaf("p", data="{every: half_year}", steps=steps)), observed(halves), engine=engine)

    assert points(result, "p") == {"u1": "17"}


@pytest.mark.parametrize(
    ("statuses", "status"),
    [(("not_applicable", "not_applicable"), "not_applicable"), (("not_applicable", "excused"), "excused"),
     (("not_applicable", "missing"), "missing")],
)  # fmt: skip
def test_a_unit_all_of_whose_rows_are_absent_is_absent_for_their_reason(statuses: tuple[str, str], status: str) -> None:
    rows = [{"period": f"2024-H{number}", "status": word} for number, word in enumerate(statuses, start=1)]
    scheme = small(leaf("p", data="{every: half_year}", steps="[{reduce: mean}, {formula: x}]"))

    result = score(scheme, observed(rows))

    assert result.scores.select("node", "points", "status").rows()[0] == ("p", None, status)


def test_rows_not_applicable_do_not_count() -> None:
    rows = [{"period": "2024-H1", "actual": "8"}, {"period": "2024-H2", "status": "not_applicable"}]
    scheme = small(leaf("p", data="{every: half_year}", steps="[{reduce: mean}, {formula: x}]"))

    assert points(score(scheme, observed(rows)), "p") == {"u1": "8"}


@pytest.mark.parametrize(("vintage", "expected"), [("final", "3"), ("flash", "1"), ("preliminary", None)])
def test_an_indicator_reads_the_vintage_it_names(vintage: str, expected: str | None) -> None:
    rows = [{"actual": "1", "vintage": "flash"}, {"actual": "3", "vintage": "final"}]

    result = score(small(leaf("p", data=f"{{vintage: {vintage}}}")), observed(rows))

    assert points(result, "p") == {"u1": expected}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("data", "formula", "expected"),
    [
        ("{growth: given, growth_basis: same_scope}", "growth", "7"),
        (
            "{growth: computed, growth_basis: current_prices, previous: restated}",
            "growth",
            "25",
        ),  # 100 against 80 restated
        (
            "{growth: computed, growth_basis: current_prices, previous: published}",
            "growth",
            "100",
        ),  # 100 against 50 published
        ("{previous: restated}", "(actual - previous) / previous", "0.25"),
        ("{previous: published}", "(actual - previous) / previous", "1"),
        ("{growth: given, growth_basis: same_scope}", "growth - previous_growth", "4"),
        ("{every: year}", "(actual - target) / (previous_target - target)", "4"),  # (100 − 60) ÷ (70 − 60)
    ],
)
def test_what_stood_a_year_before_is_as_restated_or_as_published(
    data: str, formula: str, expected: str, engine: Engine
) -> None:
    rows = [
        {"actual": "100", "previous": "80", "growth": "7", "growth_basis": "same_scope"},
        {"actual": "50", "period": "2023", "growth": "3", "growth_basis": "same_scope"},
    ]
    targets = [{"unit": "u1", "indicator": "p", "period": period, "target": target}
               for period, target in (("2024", "60"), ("2023", "70"))]  # fmt: skip
    whole = "x / 1[%] * full" if formula.startswith("growth") else "x * full"
    steps = f"[{{formula: {formula}}}, {{formula: '{whole}'}}]"
    scheme = small(leaf("p", unit_of_measure="'%'", data=data, full=1, steps=steps))

    assert points(score(scheme, observed(rows, targets=targets), engine=engine), "p") == {"u1": expected}


@pytest.mark.parametrize("engine", ENGINES)
def test_several_peers_count_by_the_mean_of_those_that_have_a_figure(engine: Engine) -> None:
    units = ("u1", "p1", "p2", "p3")
    peers = [{"unit": "u1", "peer": peer, "period": period} for peer, period in
             (("p1", None), ("p2", "2024"), ("p3", None), ("p4", "2023"))]  # fmt: skip
    rows = [{"unit": unit, "actual": actual} for unit, actual in (("u1", "10"), ("p1", "1"), ("p2", "2"), ("p4", "99"))]
    scheme = small(leaf("p", formula="actual - peer.actual"))

    result = score(scheme, observed(rows, units, peers=peers), engine=engine)

    assert points(result, "p") == {"u1": "8.5", "p1": None, "p2": None, "p3": None}


def test_a_peer_for_the_scored_year_counts_in_each_of_its_months() -> None:
    rows = [
        {"unit": unit, "period": f"2024-H{half}", "actual": actual}
        for unit, half, actual in (("u1", 1, "5"), ("u1", 2, "9"), ("p1", 1, "1"), ("p1", 2, "2"))
    ]
    steps = "[{formula: actual - peer.actual}, {reduce: sum}, {formula: x}]"
    peers = [{"unit": "u1", "peer": "p1", "period": "2024"}]

    result = score(small(leaf("p", data="{every: half_year}", steps=steps)), observed(rows, ("u1", "p1"), peers=peers))

    assert points(result, "p")["u1"] == "11"


@pytest.mark.parametrize("engine", ENGINES)
def test_ballots_are_weighed_by_option_and_class(engine: Engine) -> None:
    ballots = [
        {"unit": "u1", "indicator": "p", "period": "2024", "respondent_class": who, "option": option, "votes": votes}
        for who, option, votes in (("leaders", "good", 3), ("leaders", "poor", 1), ("public", "good", 4))
    ]
    steps = (
        '[{formula: \'pick(option, "good": 100, "poor": 50) * x * (if respondent_class = "leaders" then 2 else 1)\'},'
        " {reduce: sum}, {formula: x * full / 1000}]"
    )
    scheme = small(leaf("p", data="{table: ballots}", steps=steps, full=1))

    result = score(scheme, tables({"u1": {}}, others={"ballots": ballots}), engine=engine)

    assert points(result, "p") == {"u1": "1.1"}  # (3 × 100 × 2 + 50 × 2 + 4 × 100) ÷ 1000


@pytest.mark.parametrize("engine", ENGINES)
def test_ratings_are_averaged_by_the_weight_of_their_class(engine: Engine) -> None:
    ratings = [
        {"unit": "u1", "indicator": "p", "period": period, "rater": rater, "rater_class": who, "points": given}
        for period, rater, who, given in (("2024", "r1", "leader", "90"), ("2024-05", "r2", "peer", "80"),
                                          ("2024", "r3", "peer", None))
    ]  # fmt: skip
    weight = "'if rater_class = \"leader\" then 3 else 1'"
    steps = f"[{{reduce: weighted_mean, weight: {weight}, need: 2}}, {{formula: x}}]"

    result = score(
        small(leaf("p", data="{table: ratings}", steps=steps)),
        tables({"u1": {}}, others={"ratings": ratings}),
        engine=engine,
    )

    assert points(result, "p") == {"u1": "87.5"}  # (3 × 90 + 80) ÷ 4
