"""Why a unit has a title or a first place, in words; places that are a share; first places by figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from engine.small import Figures, leaf, small, tables
from kaoping.engine import Result, score

GRADES = (
    "grades: [{id: high, title: {zh: 优, en: High}, at_least: 6}, {id: fair, title: {zh: 良, en: Fair}, at_least: 2},"
    " {id: low, title: {zh: 差, en: Low}}]"
)
BARS = "disqualifications: [{id: bad, title: {zh: 违纪, en: Bad}, bars: [best]}]"


def titled(places: str, *more: str, barred: Sequence[str] = (), figures: Mapping[str, int] | None = None) -> Result:
    """Score u1 > u2 > … with one title, some units barred from it."""
    lines = [f"titles: [{{id: best, title: {{zh: 最佳, en: Best}}, {places}}}]", *more]
    findings = [{"unit": unit, "finding": "bad", "period": "2024"} for unit in barred]
    own = figures or {"u1": 9, "u2": 8, "u3": 7, "u4": 6, "u5": 5}
    given = tables({unit: {"p": p} for unit, p in own.items()}, others={"findings": findings} if findings else None)
    return score(small(leaf("p"), more=[*lines, *([BARS] if barred else [])]), given)


def reasons(result: Result) -> list[tuple[str, str, str]]:
    return result.outcomes.select("unit", "because_zh", "because_en").rows()


def test_the_place_of_a_barred_unit_passes_on_and_the_reason_says_so() -> None:
    result = titled("places: {each_group: 2, ties: none_over}", barred=["u1"])

    assert reasons(result) == [
        ("u2", "最终位次第 2，名额 2 个", "standing 2, places: 2"),
        (
            "u3",
            "最终位次第 3，名额 2 个；最终位次第 1 的单位被取消资格，名额递补",
            "standing 3, places: 2; the place of the barred unit at standing 1 passes on",
        ),
    ]


def test_several_places_pass_on_and_a_bar_behind_a_unit_changes_nothing_for_it() -> None:
    result = titled("places: {each_group: 2, ties: none_over}", barred=["u1", "u3", "u5"])

    assert [line[2] for line in reasons(result)] == [
        "standing 2, places: 2",
        "standing 4, places: 2; the place of the barred unit at standing 1, 3 passes on",
    ]


def test_equals_at_the_last_place_are_told_that_all_are_in() -> None:
    figures = {"u1": 9, "u2": 8, "u3": 8}

    result = titled("places: {each_group: 2, ties: all_in}", figures=figures)

    assert [line[1] for line in reasons(result)] == [
        "最终位次第 1，名额 2 个",
        "最终位次第 2，名额 2 个；末位并列，一并授予",
        "最终位次第 2，名额 2 个；末位并列，一并授予",
    ]
    assert reasons(result)[2][2] == "standing 2, places: 2; equals at the last place are all in"


def test_a_standing_behind_units_that_cannot_have_the_title_is_told_with_the_place_among_those_who_can() -> None:
    result = titled("from: fair, places: {each_group: 1, ties: none_over}", GRADES)

    assert reasons(result) == [
        ("u5", "最终位次第 5（可授予的单位中第 1），名额 1 个", "standing 5 (1 of those who can have it), places: 1")
    ]


@pytest.mark.parametrize(
    ("rounding", "units"), [("floor", ["u1", "u2"]), ("ceiling", ["u1", "u2", "u3"]), ("half_up", ["u1", "u2", "u3"])]
)
def test_places_may_be_a_share_of_the_units_in_a_grade(rounding: str, units: list[str]) -> None:
    share = f"{{share: 0.625, of: high, rounding: {rounding}, ties: none_over}}"

    result = titled(f"from: high, places: {share}", GRADES)

    assert [line[0] for line in reasons(result)] == units
    assert reasons(result)[0][1:] == (
        f"最终位次第 1，名额 {len(units)} 个（“优” 4 个 × 0.625）",
        f"standing 1, places: {len(units)} (4 graded High × 0.625)",
    )


def test_a_share_counts_in_each_group_and_may_be_nothing() -> None:
    share = "{share: 0.5, of: high, rounding: floor, ties: none_over}"
    lines = [f"titles: [{{id: best, title: {{zh: 最佳, en: Best}}, places: {share}}}]"]
    figures = {"a1": {"p": 9}, "a2": {"p": 8}, "b1": {"p": 9}, "b2": {"p": 1}}
    scheme = small(leaf("p"), groups=("a", "b"), more=[*lines, GRADES])

    result = score(scheme, tables(figures, groups={unit: unit[0] for unit in figures}))

    assert [line[0] for line in reasons(result)] == ["a1"]


@pytest.mark.parametrize(
    ("within", "words"),
    [
        ("group", ("“甲”报送数最低", "lowest figure of A")),
        ("all", ("“甲”报送数在全部单位中最低", "lowest figure of A of all units")),
    ],
)
def test_a_first_place_by_figure_goes_by_the_direction_of_its_indicator(within: str, words: tuple[str, str]) -> None:
    capped = leaf("p", title="{zh: 甲, en: A}", direction="lower_is_better", formula="'min(x, 5[points])'")
    more = [f"first_places: [{{id: f, title: {{zh: 第一, en: First}}, of: [p], by: figure, within: {within}}}]"]
    figures: Figures = {"u1": {"p": 9}, "u2": {"p": "7.5"}, "u3": {"p": "7.5"}, "u4": {"p": "missing"}}

    result = score(small(capped, more=more), tables(figures))

    assert reasons(result) == [("u2", *words), ("u3", *words)]


def test_the_first_place_by_points_is_told_by_the_title_of_its_node() -> None:
    more = ["first_places: [{id: f, title: {zh: 第一, en: First}, of: [p], within: all}]"]

    result = score(small(leaf("p", title="{zh: 甲, en: A}"), more=more), tables({"u1": {"p": 9}, "u2": {"p": 5}}))

    assert reasons(result) == [("u1", "“甲”得分在全部单位中最高", "most points in A of all units")]
