"""Bonus and deductions: added up, capped, then put to the total in this order; and the town's other figures by hand."""

from __future__ import annotations

from typing import Any

import pytest

from engine.town import TEXT, column, points, town, town_result, town_tables
from kaoping.engine import Engine, score
from kaoping.errors import DataError


def event(unit: str, indicator: str, points: str | None = None, **more: Any) -> dict[str, Any]:
    """Give one event."""
    return {"unit": unit, "indicator": indicator, "points": points} | more


def test_the_town_without_events_scores_as_worked_out_by_hand() -> None:
    # a1: output 110 of 100 is 110 points. Level 500 is the best (1); growth 8 lies two thirds from 6 to 9:
    # 0.6 + 0.4 × 2 ÷ 3 = 0.8666…; 100 × (0.4 × 1 + 0.6 × 0.8666…) = 92. Economy 101, duties 60 + 40 = 100.
    # Total 0.6 × 101 + 0.4 × 100 = 100.6.
    result = town_result()

    nodes = ("output", "growth", "economy", "discipline", "timeliness", "duties", "base_total", "bonus", "deductions")
    assert {node: points(result, node)["a1"] for node in (*nodes, "total")} == {
        "output": "110",
        "growth": "92.0",
        "economy": "101",
        "discipline": "60",
        "timeliness": "40",
        "duties": "100",
        "base_total": "100.6",
        "bonus": "0",
        "deductions": "0",
        "total": "100.60",
    }


@pytest.mark.parametrize("engine", ["exact", "columns", "auto"])
def test_bonus_and_deductions_are_capped_and_then_put_to_the_total(engine: Engine) -> None:
    events = [
        event("a1", "awards", "2"),
        event("a1", "awards", "1.5"),  # 3.5, over the cap of 3
        event("a2", "awards", "3"),  # exactly the cap
        event("a2", "breaches", "0.5"),
        event("a3", "breaches", "12"),  # over the cap of 10
    ]

    result = score(town(), town_tables(events=events), engine=engine)

    found = {node: {unit: points(result, node)[unit] for unit in ("a1", "a2", "a3")}
             for node in ("awards", "bonus", "deductions", "total")}  # fmt: skip
    assert found == {
        "awards": {"a1": "3.5", "a2": "3", "a3": "0"},
        "bonus": {"a1": "3", "a2": "3", "a3": "0"},
        "deductions": {"a1": "0", "a2": "0.5", "a3": "10"},
        "total": {"a1": "103.60", "a2": "100.91", "a3": "78.99"},
    }


def test_deductions_without_a_cap_are_taken_off_in_full() -> None:
    text = TEXT.replace("  cap: {value: 10, source: assumed}\n", "")

    result = score(town(text), town_tables(events=[event("a3", "breaches", "12")]))

    assert column(result, "total")["a3"] == "76.99"


def test_only_bonus_or_only_deductions_will_do() -> None:
    start, end = TEXT.index("deductions:"), TEXT.index("disqualifications:")

    result = score(town(TEXT[:start] + TEXT[end:]), town_tables(events=[event("a1", "awards", "1")]))

    assert [node for node in dict.fromkeys(result.scores["node"]) if node in ("bonus", "deductions")] == ["bonus"]
    assert column(result, "total")["a1"] == "101.60"


def test_an_award_whose_points_are_missing_leaves_no_total_unless_the_scheme_says_otherwise() -> None:
    lenient = town_result(events=[event("a1", "awards")])
    text = TEXT.replace("when: {missing: zero, not_applicable: zero, excused: zero}",
                        "when: {missing: blank, not_applicable: blank, excused: blank}", 1)  # fmt: skip
    strict = score(town(text), town_tables(events=[event("a1", "awards")]))

    assert (column(lenient, "total")["a1"], column(strict, "total")["a1"]) == ("100.60", None)


def test_a_kind_of_event_without_points_off_is_a_problem_that_names_its_row() -> None:
    with pytest.raises(DataError) as caught:
        town_result(events=[event("a1", "discipline", kind="minor"), event("a1", "discipline", kind="strange")])

    assert [(problem.code, problem.place("en")) for problem in caught.value.problems] == [
        ("D101", "events row 3 (a1, discipline, 2024 1)")
    ]
