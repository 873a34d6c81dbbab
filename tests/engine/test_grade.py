"""Grades: quotas and least totals in rank order, then demotions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.small import column, leaf, small, tables
from kaoping.engine import Result, score

FIVE = {"u1": 95, "u2": 90, "u3": 85, "u4": 80, "u5": 75}


def grade(name: str, *, quota: str = "", at_least: str = "", of: str = "assessed") -> str:
    """Give a grade in the scheme's words; quota is `share rounding ties`."""
    text = f"{{id: {name}, title: {{zh: {name}, en: {name}}}"
    if quota:
        share, rounding, ties = quota.split()
        text += f", quota: {{value: {share}, of: {of}, rounding: {rounding}, ties: {ties}}}"
    return text + (f", at_least: {at_least}" if at_least else "") + "}"


def graded(figures: Mapping[str, object], *grades: str, demotions: str = "", found: str = "", **keys: str) -> Result:
    """Score with the grades; `found` says who was demoted: `u1 late, u2 late`."""
    more = ["grades: [" + ", ".join(grades) + "]"] if grades else []
    more += [f"demotions: [{demotions}]"] if demotions else []
    findings = [
        {"unit": entry.split()[0], "finding": entry.split()[1], "period": "2024"}
        for entry in found.split(", ")
        if entry
    ]
    others = {"findings": findings} if findings else None
    given = tables({unit: {"p": figure} for unit, figure in figures.items()}, others=others)
    return score(small(leaf("p"), more=more, **keys), given)


def demotion(name: str, lower: int, *, last: bool = True, frees: bool = False) -> str:
    """Give a demotion in the scheme's words."""
    effect = f"effect: {{lower_grade: {lower}, last_in_grade: {str(last).lower()}}}"
    return f"{{id: {name}, title: {{zh: {name}, en: {name}}}, {effect}, frees_place: {str(frees).lower()}}}"


@pytest.mark.parametrize(
    ("share", "rounding", "excellent"),
    [
        ("0.5", "floor", 2),  # 5 × 0.5 = 2.5
        ("0.5", "half_up", 3),
        ("0.41", "half_up", 2),  # 2.05
        ("0.41", "ceiling", 3),
        ("0.4", "ceiling", 2),  # exactly 2
        ("0.1", "floor", 0),
    ],
)
def test_a_quota_makes_whole_places(share: str, rounding: str, excellent: int) -> None:
    result = graded(FIVE, grade("excellent", quota=f"{share} {rounding} none_over"), grade("good"))

    expected = ["excellent"] * excellent + ["good"] * (5 - excellent)
    assert column(result, "grade") == dict(zip(FIVE, expected, strict=True))


@pytest.mark.parametrize(
    ("of", "excellent", "because"),
    [
        ("assessed", ["u1", "u2", "u3"], "名额 3 个（被考评单位 6 个 × 0.5）之内"),
        ("ranked", ["u1", "u2"], "名额 2 个（有总分的单位 4 个 × 0.5）之内"),
    ],
)
def test_the_scheme_says_whether_units_without_a_total_make_places(of: str, excellent: list[str], because: str) -> None:
    figures = {"u1": 95, "u2": 90, "u3": 85, "u4": 80, "u5": "missing", "u6": "missing"}

    result = graded(figures, grade("excellent", quota="0.5 floor none_over", of=of), grade("good"))

    found = column(result, "grade")
    assert [unit for unit, name in found.items() if name == "excellent"] == excellent
    assert (found["u5"], column(result, "grade_because_zh")["u1"]) == ("", because)


@pytest.mark.parametrize(("ties", "excellent"), [("none_over", ["u1"]), ("all_in", ["u1", "u2", "u3"])])
def test_equals_at_the_edge_of_a_quota_go_by_its_tie_rule(ties: str, excellent: list[str]) -> None:
    figures = FIVE | {"u3": 90}  # u2 and u3 share the second of two places

    result = graded(figures, grade("excellent", quota=f"0.4 floor {ties}"), grade("good"))

    assert [unit for unit, name in column(result, "grade").items() if name == "excellent"] == excellent


@pytest.mark.parametrize("ties", ["none_over", "all_in"])
def test_equals_that_all_fit_come_in(ties: str) -> None:
    result = graded(FIVE | {"u2": 95}, grade("excellent", quota=f"0.4 floor {ties}"), grade("good"))

    assert column(result, "grade")["u2"] == "excellent"


def test_a_total_exactly_on_the_bound_reaches_it() -> None:
    result = graded(FIVE, grade("excellent", at_least="90"), grade("good", at_least="80.01"), grade("rest"))

    assert column(result, "grade") == {
        "u1": "excellent",
        "u2": "excellent",
        "u3": "good",
        "u4": "rest",
        "u5": "rest",
    }


def test_the_bound_is_held_against_the_official_total_as_it_is_printed() -> None:
    scheme = small(
        leaf("p"),
        rounding="[{at: total, mode: half_up, decimals: 1}]",
        more=["grades: [" + grade("excellent", at_least="90") + ", " + grade("good") + "]"],
    )

    result = score(scheme, tables({"u1": {"p": "89.95"}, "u2": {"p": "89.94"}}))

    assert column(result, "grade") == {"u1": "excellent", "u2": "good"}


def test_a_place_without_a_good_enough_unit_stays_empty() -> None:
    result = graded(FIVE, grade("excellent", quota="0.6 floor none_over", at_least="90"), grade("good"))

    found = {name: column(result, name)[unit] for name, unit in (("grade", "u3"), ("grade_because_en", "u1"))}
    assert found == {"grade": "good", "grade_because_en": "within 3 places (5 assessed × 0.6), total of at least 90"}


def test_where_lower_is_better_a_bound_is_a_most() -> None:
    result = graded(
        FIVE, grade("excellent", at_least="80"), grade("good"), order="lower_is_better", rank_on="unrounded"
    )

    assert (column(result, "grade"), column(result, "grade_because_zh")["u5"]) == (
        {"u1": "good", "u2": "good", "u3": "good", "u4": "excellent", "u5": "excellent"},
        "总分不高于 80",
    )


def test_a_demotion_lowers_the_grade_and_places_last_in_it() -> None:
    result = graded(
        FIVE,
        grade("excellent", quota="0.4 floor none_over"),
        grade("good", quota="0.4 floor none_over"),
        grade("rest"),
        demotions=demotion("late", 1),
        found="u1 late",
    )

    assert {name: column(result, name) for name in ("rank", "grade_by_score", "grade", "standing")} == {
        "rank": {"u1": "1", "u2": "2", "u3": "3", "u4": "4", "u5": "5"},
        "grade_by_score": {"u1": "excellent", "u2": "excellent", "u3": "good", "u4": "good", "u5": "rest"},
        "grade": {"u1": "good", "u2": "excellent", "u3": "good", "u4": "good", "u5": "rest"},
        "standing": {"u1": 4, "u2": 1, "u3": 2, "u4": 3, "u5": 5},
    }


def test_a_demotion_that_frees_its_place_lets_the_next_unit_up() -> None:
    result = graded(
        FIVE,
        grade("excellent", quota="0.4 floor none_over"),
        grade("good", quota="0.4 floor none_over"),
        grade("rest"),
        demotions=demotion("late", 1, frees=True),
        found="u1 late",
    )

    assert column(result, "grade") == {"u1": "good", "u2": "excellent", "u3": "excellent", "u4": "good", "u5": "good"}


def test_a_demoted_unit_stands_beyond_the_quota_of_its_lowered_grade_and_takes_no_place_there() -> None:
    figures = {f"u{number}": 100 - number for number in range(1, 10)}

    result = graded(
        figures,
        grade("excellent", quota="0.25 floor none_over"),
        grade("good", quota="0.25 floor none_over"),
        grade("rest"),
        demotions=f"{demotion('freed', 1, frees=True)}, {demotion('kept', 1)}",
        found="u1 freed, u4 kept",
    )

    assert {name: list(column(result, name).values()) for name in ("grade_by_score", "grade")} == {
        "grade_by_score": ["excellent"] * 3 + ["good"] * 2 + ["rest", "rest", "rest", "rest"],
        "grade": ["good", "excellent", "excellent", "rest", "good", "rest", "rest", "rest", "rest"],
    }


@settings(max_examples=settings().max_examples * 2)
@given(
    figures=st.lists(st.integers(1, 12), min_size=1, max_size=12),
    shares=st.tuples(st.sampled_from(["0", "0.2", "0.34", "0.5"]), st.sampled_from(["0.1", "0.25", "0.5"])),
    found=st.lists(st.sampled_from(["", "", "kept", "freed", "last"]), min_size=12, max_size=12),
)
def test_no_more_units_have_a_grade_by_score_than_it_has_places(
    figures: list[int], shares: tuple[str, str], found: list[str]
) -> None:
    names = {f"u{number:02d}": figure for number, figure in enumerate(figures)}
    kinds = dict(zip(names, found, strict=False))

    result = graded(
        names,
        grade("excellent", quota=f"{shares[0]} half_up none_over"),
        grade("good", quota=f"{shares[1]} half_up none_over"),
        grade("rest"),
        demotions=f"{demotion('kept', 1)}, {demotion('freed', 1, frees=True)}, {demotion('last', 0)}",
        found=", ".join(f"{unit} {kind}" for unit, kind in kinds.items() if kind),
    )

    stays = [name for unit, name in column(result, "grade").items() if kinds[unit] in ("", "last")]
    for name, share in zip(("excellent", "good"), shares, strict=True):
        assert stays.count(name) <= Decimal(share) * len(names) + Decimal("0.5")


def test_two_demotions_add_up_and_stop_at_the_last_grade() -> None:
    result = graded(
        FIVE,
        grade("excellent", quota="0.4 floor none_over"),
        grade("good", quota="0.2 floor none_over"),
        grade("rest"),
        demotions=f"{demotion('late', 1)}, {demotion('worse', 2)}",
        found="u1 worse, u1 late, u2 late, u5 worse",
    )

    assert {name: column(result, name) for name in ("grade", "demotions", "standing")} == {
        "grade": {"u1": "rest", "u2": "good", "u3": "good", "u4": "rest", "u5": "rest"},
        "demotions": {"u1": "late worse", "u2": "late", "u3": "", "u4": "", "u5": "worse"},
        "standing": {"u1": 4, "u2": 2, "u3": 1, "u4": 3, "u5": 5},
    }


def test_a_demotion_that_keeps_the_rank_stands_above_its_new_grade() -> None:
    result = graded(
        FIVE,
        grade("excellent", quota="0.2 floor none_over"),
        grade("good"),
        demotions=demotion("late", 1, last=False),
        found="u1 late",
    )

    assert column(result, "standing") == {"u1": 1, "u2": 2, "u3": 3, "u4": 4, "u5": 5}


def test_equal_totals_share_their_standing() -> None:
    assert column(graded({"u1": 9, "u2": 9, "u3": 8}), "standing") == {"u1": 1, "u2": 1, "u3": 3}
