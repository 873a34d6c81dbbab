"""Titles: places divided among groups, given in final standing, empty ones shown; and first places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from engine.small import Figures, leaf, small, tables
from engine.town import TEXT, town, town_tables
from kaoping.engine import Result, score
from kaoping.engine.title import split_places
from kaoping.errors import SchemeError
from kaoping.scheme.model import Counted, Places, Sourced, Split

BY_REMAINDER = Split(by="largest_remainder", of="assessed")


@pytest.mark.parametrize(
    ("total", "units", "expected"),
    [
        (20, {"a": 32, "b1": 20, "b2": 26}, {"a": 8, "b1": 5, "b2": 7}),  # 8.21, 5.13, 6.67
        (10, {"c1": 23, "c2": 24}, {"c1": 5, "c2": 5}),  # 4.89, 5.11
        (1, {"a": 5, "b": 5}, {"a": 1, "b": 0}),  # equal remainders: the earlier group
        (3, {"a": 0, "b": 0}, {"a": 0, "b": 0}),
    ],
)
def test_places_are_divided_by_largest_remainder(
    total: int, units: Mapping[str, int], expected: Mapping[str, int]
) -> None:
    places = Places(total=Sourced(value=Decimal(total)), split=BY_REMAINDER, ties="none_over")

    assert split_places(places, {group: {"assessed": count} for group, count in units.items()}) == expected


@pytest.mark.parametrize(("of", "expected"), [("assessed", {"a": 2, "b": 2}), ("ranked", {"a": 3, "b": 1})])
def test_places_are_divided_by_the_units_that_the_scheme_counts(of: Counted, expected: Mapping[str, int]) -> None:
    places = Places(total=Sourced(value=Decimal(4)), split=Split(by="largest_remainder", of=of), ties="none_over")

    assert split_places(places, {"a": {"assessed": 9, "ranked": 9}, "b": {"assessed": 9, "ranked": 3}}) == expected


def test_each_group_may_have_the_same_places() -> None:
    places = Places(each_group=Sourced(value=Decimal(2)), ties="none_over")

    assert split_places(places, {"a": {"assessed": 9}, "b": {"assessed": 1}}) == {"a": 2, "b": 2}


def titled(
    figures: Mapping[str, int], title: str, *more: str, findings: Sequence[Mapping[str, Any]] = (), **keys: Any
) -> Result:
    """Score with one title `best`; units b… are in group b."""
    lines = [f"titles: [{{id: best, title: {{zh: 最佳, en: Best}}, {title}}}]", *more]
    groups = {unit: unit[0] for unit in figures}
    others = {"findings": findings} if findings else None
    given = tables({unit: {"p": figure} for unit, figure in figures.items()}, groups=groups, others=others)
    return score(small(leaf("p"), groups=("a", "b"), more=lines, **keys), given)


def lines(result: Result) -> list[tuple[str, str, str]]:
    """Give group, unit and whether it holds, of every title."""
    return result.outcomes.select("group", "unit", "holds").rows()


def test_titles_go_by_final_standing_in_each_group() -> None:
    result = titled({"a1": 5, "a2": 9, "b1": 3, "b2": 4}, "places: {each_group: 1, ties: none_over}")

    assert result.outcomes.rows() == [
        ("2024", "title", "best", "a", "a2", "yes", "最终位次第 1，名额 1 个", "standing 1, places: 1"),
        ("2024", "title", "best", "b", "b2", "yes", "最终位次第 1，名额 1 个", "standing 1, places: 1"),
    ]


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("none_over", [("a", "a1", "yes"), ("a", "", "unfilled")]),
        ("all_in", [("a", "a1", "yes"), ("a", "a2", "yes"), ("a", "a3", "yes")]),
    ],
)
def test_equals_at_the_last_place_go_by_the_tie_rule(ties: str, expected: list[tuple[str, str, str]]) -> None:
    result = titled({"a1": 9, "a2": 8, "a3": 8, "b1": 1}, f"groups: [a], places: {{total: 2, ties: {ties}}}")

    assert lines(result) == expected


def test_a_disqualified_unit_is_passed_over_and_keeps_rank_and_grade() -> None:
    result = titled(
        {"a1": 9, "a2": 8, "b1": 1},
        "groups: [a], places: {total: 1, ties: none_over}",
        "disqualifications: [{id: accident, title: {zh: 事故, en: Accident}, bars: [best]}]",
        findings=[{"unit": "a1", "finding": "accident", "period": "2024"}],
    )

    ranking = result.ranking.filter(result.ranking["group"] == "a").select("unit", "rank", "standing", "titles")
    assert (lines(result), ranking.rows()) == (
        [("a", "a2", "yes")],
        [("a1", "1", 1, ""), ("a2", "2", 2, "best")],
    )


def test_places_that_the_grade_cannot_fill_stay_empty_and_are_shown() -> None:
    result = titled(
        {"a1": 90, "a2": 80, "a3": 70, "b1": 1},
        "from: excellent, groups: [a], places: {total: 2, ties: none_over}",
        "grades: [{id: excellent, title: {zh: 优, en: E}, at_least: 85}, {id: good, title: {zh: 良, en: G}}]",
    )

    assert lines(result) == [("a", "a1", "yes"), ("a", "", "unfilled")]
    assert result.outcomes["because_en"][-1] == "places unfilled: 1"


def test_a_unit_with_two_titles_shows_both() -> None:
    more = "titles: [" + ", ".join(
        f"{{id: {name}, title: {{zh: {name}, en: {name}}}, places: {{each_group: 1, ties: none_over}}}}"
        for name in ("best", "fine")
    )

    result = score(small(leaf("p"), more=[more + "]"]), tables({"a1": {"p": 1}}))

    assert result.ranking["titles"].to_list() == ["best fine"]


@pytest.mark.parametrize(
    ("within", "order", "expected"),
    [
        ("group", "higher_is_better", ["a2", "a3", "b1"]),  # a2 and a3 are equal and share it
        ("all", "higher_is_better", ["a2", "a3"]),
        ("group", "lower_is_better", ["a1", "b1"]),
        ("all", "lower_is_better", ["b1"]),
    ],
)
def test_the_first_place_of_a_node_goes_to_its_best_points(within: str, order: str, expected: list[str]) -> None:
    more = [f"first_places: [{{id: single, title: {{zh: 单项, en: Single}}, of: [p, total], within: {within}}}]"]
    figures: Figures = {"a1": {"p": 5}, "a2": {"p": 9}, "a3": {"p": 9}, "a4": {"p": "missing"}, "b1": {"p": 2}}

    result = score(small(leaf("p"), groups=("a", "b"), order=order, more=more), tables(figures, groups={"b1": "b"}))

    found = result.outcomes.select("id", "unit", "because_en").rows()
    word, whom = "most" if order == "higher_is_better" else "fewest", " of all units" if within == "all" else ""
    assert found == [
        (f"single.{node}", unit, f"{word} points in {title}{whom}")
        for node, title in (("p", "p"), ("total", "Total"))
        for unit in expected
    ]


def test_more_places_than_the_grade_can_have_stop_the_run_before_it_begins() -> None:
    more = TEXT.replace("places: {total: {value: 3", "places: {total: {value: 5")

    with pytest.raises(SchemeError) as caught:
        score(town(more), town_tables())

    assert [(problem.code, problem.values["group"]) for problem in caught.value.problems] == [
        ("S115", "a"),
        ("S115", "b"),
    ]


@pytest.mark.parametrize(("of", "codes"), [("assessed", []), ("ranked", ["S115"])])
def test_places_are_held_against_the_units_that_the_grade_counts(of: str, codes: list[str]) -> None:
    quota = f"quota: {{value: 0.5, of: {of}, rounding: floor, ties: none_over}}"
    places = f"{{total: 3, split: {{by: largest_remainder, of: {of}}}, ties: none_over}}"
    more = [
        f"grades: [{{id: excellent, title: {{zh: 优, en: E}}, {quota}}}, {{id: good, title: {{zh: 良, en: G}}}}]",
        f"titles: [{{id: best, title: {{zh: 最佳, en: Best}}, from: excellent, groups: [a, b], places: {places}}}]",
    ]
    figures: Figures = {"a1": {"p": 5}, "a2": {"p": 4}, "a3": {"p": "missing"}, "a4": {"p": "missing"}, "b1": {"p": 1},
                        "b2": {"p": 1}}  # fmt: skip

    found = []
    try:
        score(small(leaf("p"), groups=("a", "b"), more=more), tables(figures, groups={"b1": "b", "b2": "b"}))
    except SchemeError as error:
        found = [problem.code for problem in error.problems]

    assert found == codes


def test_points_that_stand_in_for_an_absent_figure_win_no_first_place() -> None:
    when = "{missing: blank, not_applicable: {points: 100}, excused: blank}"
    first = "first_places: [{id: f, title: {zh: 第一, en: First}, of: [i], within: group}]"

    result = score(small(leaf("i", when=when), more=(first,)), tables({"u1": {"i": 80}, "u2": {"i": "not_applicable"}}))

    assert result.outcomes.select("kind", "unit").rows() == [("first_place", "u1")]
