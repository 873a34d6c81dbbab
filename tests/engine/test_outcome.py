"""Outcome rules over this and earlier results: two years running, renamed and merged units, what cannot be known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from engine.small import leaf, small, tables
from engine.town import TEXT, town, town_tables
from kaoping.engine import Earlier, Result, earlier_from, read_result, score, write_result
from kaoping.engine.outcome import earlier_row

ADJUSTMENT = "from_last = 1 and previous.from_last = 1"


def earlier(**from_last: int) -> Earlier:
    """Give the result of 2023 with each unit's rank from last."""
    rows = {
        ("2023", unit): {"rank": "1", "count": 3, "from_last": last, "total": "80", "grade": "good"}
        for unit, last in from_last.items()
    }
    return Earlier("of 2023", rows)


def found(
    when: str,
    *previous: Earlier,
    predecessors: Sequence[tuple[str, str]] = (),
    figures: Mapping[str, object] | None = None,
    more: Sequence[str] = (),
) -> Result:
    """Score u1 > u2 > u3 with one outcome rule; predecessors are pairs of a unit and what it came from."""
    given = tables(
        {unit: {"p": figure} for unit, figure in (figures or {"u1": 9, "u2": 8, "u3": 7}).items()},
        others={
            "predecessors": [
                {"unit": unit, "predecessor": before, "from_period": "2024"} for unit, before in predecessors
            ]
        }
        if predecessors
        else None,
    )
    lines = [f"outcomes: [{{id: flag, title: {{zh: 提示, en: Flag}}, when: '{when}'}}]", *more]
    return score(small(leaf("p"), more=lines), given, previous=previous)


def lines(result: Result) -> list[tuple[str, str]]:
    """Give unit and whether the rule holds."""
    return result.outcomes.filter(pl.col("kind") == "outcome").select("unit", "holds").rows()


def test_a_unit_last_two_years_running_is_found() -> None:
    result = found(ADJUSTMENT, earlier(u1=2, u2=3, u3=1))

    assert result.outcomes.rows() == [
        ("2024", "outcome", "flag", "a", "u3", "yes", "倒数名次 = 1，上年倒数名次 = 1",
         "rank from last = 1, previous rank from last = 1"),
    ]  # fmt: skip


def test_a_unit_without_an_earlier_result_is_undetermined_and_shown() -> None:
    result = found(ADJUSTMENT, earlier(u1=1, u2=2))

    assert result.outcomes.rows() == [
        ("2024", "outcome", "flag", "a", "u3", "undetermined", "倒数名次 = 1；缺少：上年倒数名次",
         "rank from last = 1; missing: previous rank from last"),
    ]  # fmt: skip


def test_an_if_decides_without_what_it_does_not_ask() -> None:
    result = found("if from_last = 1 then previous.from_last = 1 else false")

    assert lines(result) == [("u3", "undetermined")]


@pytest.mark.parametrize(
    ("predecessors", "expected"),
    [
        ([("u3", "old")], [("u3", "yes")]),  # renamed: follows its predecessor
        ([("u3", "old"), ("u3", "other")], [("u3", "undetermined")]),  # merged from several: the rule does not bite
        ([("u3", "older")], [("u3", "undetermined")]),  # the predecessor has no earlier result
    ],
)
def test_a_renamed_unit_follows_its_predecessor_and_a_merged_one_has_none(
    predecessors: Sequence[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    result = found(ADJUSTMENT, earlier(u1=2, u2=3, old=1, other=1), predecessors=predecessors)

    assert lines(result) == expected


def test_of_several_earlier_results_the_last_given_counts() -> None:
    assert lines(found(ADJUSTMENT, earlier(u1=1, u2=2, u3=1), earlier(u1=1, u2=1, u3=3))) == []


def test_a_unit_without_a_title_is_known_to_have_none() -> None:
    titles = ["titles: [{id: best, title: {zh: 最佳, en: Best}, places: {each_group: 1, ties: none_over}}]"]

    assert lines(found('title != "best"', more=titles)) == [("u2", "yes"), ("u3", "yes")]


def test_a_rule_on_grades_and_totals_prints_them_as_decimals() -> None:
    grades = ["grades: [{id: good, title: {zh: 良, en: G}, at_least: 8}, {id: rest, title: {zh: 余, en: R}}]"]

    result = found('grade = "rest" and total < 7.5[points]', figures={"u1": "9", "u2": "7.25"}, more=grades)

    assert result.outcomes.select("because_zh", "because_en").rows() == [
        ("总分 = 7.25，等次 = 余", "total = 7.25, grade = R"),
    ]


def test_a_reason_names_titles_as_people_do_and_says_where_there_is_none() -> None:
    titles = ["titles: [{id: best, title: {zh: 最佳, en: Best}, places: {each_group: 1, ties: none_over}}]"]

    result = found('title = "best" or title != "best"', more=titles)

    reasons = result.outcomes.filter(pl.col("kind") == "outcome").select("unit", "because_zh", "because_en")
    assert reasons.rows() == [
        ("u1", "称号 = 最佳", "title = Best"), ("u2", "称号 = 无", "title = none"), ("u3", "称号 = 无", "title = none"),
    ]  # fmt: skip


def test_a_grade_that_only_the_earlier_scheme_knows_keeps_its_id() -> None:
    result = found("given(previous.grade) and rank = 1", earlier(u1=1))

    assert result.outcomes["because_zh"].to_list() == ["名次 = 1，上年等次 = good"]


def test_a_condition_that_cannot_be_computed_is_undetermined() -> None:
    assert lines(found("rank / (rank - 1) > 5")) == [("u1", "undetermined")]


def test_a_condition_that_fifty_digits_do_not_decide_is_decided_with_two_hundred() -> None:
    # The square of the square root lies on a half of the twelfth digit for any number of digits: on the boundary.
    half = "sqrt(rank + 0.000000000005)"

    assert lines(found(f"{half} * {half} <= 1")) == [("u1", "yes")]


@pytest.mark.parametrize(
    ("period", "unit", "predecessors", "expected"),
    [
        ("2024-05", "u", {"u": {"2024-01": ("old",)}}, "old of 2023-05"),  # holds from January on
        ("2024-05", "u", {"u": {"2024-06": ("old",)}}, "u of 2023-05"),  # not yet
        ("2025-05", "u", {"u": {"2024-01": ("old",)}}, "u of 2024-05"),  # in both years already
        ("2024", "u", {"u": {"2024": ("mid",)}, "mid": {"2023-09": ("old",)}}, "mid of 2023"),
        ("2024-05", "u", {"u": {"2024-03": ("mid",)}, "mid": {"2023-09": ("old",)}}, "old of 2023-05"),
        ("2024-05", "u", {"u": {"2024-03": ("mid",)}, "mid": {"2023-09": ("old", "w")}}, None),
        ("2024", "nobody", {}, None),
        ("2024-01..04", "u", {"u": {"2024-01..04": ("old",)}}, "old of 2023-01..04"),
    ],
)
def test_a_unit_is_followed_back_to_the_same_period_a_year_before(
    period: str, unit: str, predecessors: Mapping[str, Mapping[str, tuple[str, ...]]], expected: str | None
) -> None:
    rows = {
        (when, name): {"rank": f"{name} of {when}"}
        for when in ("2023", "2023-05", "2023-01..04", "2024-05")
        for name in ("u", "mid", "old")
    }

    found = earlier_row(period, unit, [Earlier("run", rows)], predecessors)

    assert (None if found is None else found[0].rows[found[1]]["rank"]) == expected


def test_two_years_of_the_town_are_chained_through_their_folders(tmp_path: Path) -> None:
    before = TEXT.replace("periods: [2024]", "periods: [2023]")
    figures = {
        name: frame.with_columns(period=frame["period"].str.replace("2024", "2023"))
        for name, frame in town_tables()
        if name in ("observations", "targets")
    }
    first = score(town(before), town_tables(others=figures))
    write_result(first, tmp_path / "first", before)

    second = score(town(), town_tables(), previous=[earlier_from(read_result(tmp_path / "first"))])

    flagged = second.outcomes.filter(second.outcomes["id"] == "adjustment").select("unit", "holds").rows()
    assert (flagged, second.previous) == ([("a4", "yes"), ("b2", "yes")], (read_result(tmp_path / "first").run,))


def test_a_rule_on_a_title_holds_for_any_of_the_titles_a_unit_has() -> None:
    places = "places: {each_group: 1, ties: none_over}"
    more = (
        f"titles: [{{id: t1, title: {{zh: 一, en: One}}, {places}}}, {{id: t2, title: {{zh: 二, en: Two}}, {places}}}]",
        (
            "outcomes: [{id: first, title: {zh: 甲, en: A}, when: 'title = \"t1\"'},"
            " {id: second, title: {zh: 乙, en: B}, when: 'title = \"t2\"'}]"
        ),
    )

    result = score(small(leaf("i"), more=more), tables({"u1": {"i": 2}, "u2": {"i": 1}}))

    found = result.outcomes.filter(kind="outcome").select("id", "unit", "holds").rows()
    assert found == [("first", "u1", "yes"), ("second", "u1", "yes")]


def test_a_period_of_this_run_is_an_earlier_result_of_the_next() -> None:
    more = ("outcomes: [{id: again, title: {zh: 连续第一, en: First again}, when: rank = 1 and previous.rank = 1}]",)
    rows = [
        {"unit": unit, "indicator": "i", "period": period, "actual": figure}
        for period in ("2023", "2024")
        for unit, figure in (("u1", "2"), ("u2", "1"))
    ]
    scheme = small(leaf("i"), periods="[2023, 2024]", more=more)

    result = score(scheme, tables({"u1": {}, "u2": {}}, others={"observations": rows}))

    assert result.outcomes.select("period", "unit", "holds").rows() == [
        ("2023", "u1", "undetermined"),
        ("2023", "u2", "undetermined"),
        ("2024", "u1", "yes"),
    ]
