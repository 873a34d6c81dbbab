"""Outcome rules over more than two years: named results, counted years, what is missing, renamed and merged units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from engine.small import leaf, small, tables
from kaoping.engine import Earlier, Result, check_earlier, score
from kaoping.errors import DataError

LAST = "when: from_last = 1, years: {last: 3, at_least: 2, missing: %s}"


def earlier(year: str, titles: str | None = "", **from_last: int) -> Earlier:
    """Give the result of a year with each unit's rank from last."""
    rows: dict[tuple[str, str], Mapping[str, object]] = {
        (year, unit): {"rank": "1", "count": 3, "from_last": last, "total": str(50 + last), "grade": ""}
        | ({} if titles is None else {"titles": titles})
        for unit, last in from_last.items()
    }
    return Earlier(f"of {year}", rows)


def found(
    rule: str, *previous: Earlier, predecessors: Sequence[tuple[str, str, str]] = (), more: Sequence[str] = ()
) -> dict[str, str]:
    """Score u1 > u2 > u3 in 2024 with one outcome rule; gives unit -> whether it holds, without those where not."""
    result = scored(rule, *previous, predecessors=predecessors, more=more)
    return dict(result.outcomes.filter(pl.col("kind") == "outcome").select("unit", "holds").iter_rows())


def scored(
    rule: str, *previous: Earlier, predecessors: Sequence[tuple[str, str, str]] = (), more: Sequence[str] = ()
) -> Result:
    steps = [dict(zip(("unit", "predecessor", "from_period"), entry, strict=True)) for entry in predecessors]
    given = tables({"u1": {"p": 9}, "u2": {"p": 8}, "u3": {"p": 7}}, others={"predecessors": steps} if steps else None)
    scheme = small(leaf("p"), more=[f"outcomes: [{{id: flag, title: {{zh: 提示, en: Flag}}, {rule}}}]", *more])
    return score(scheme, given, previous=previous)


def test_last_twice_in_three_years_is_counted() -> None:
    result = scored(LAST % "undecided", earlier("2023", u1=2, u2=3, u3=2), earlier("2022", u1=3, u2=2, u3=1))

    assert result.outcomes.filter(kind="outcome").select("unit", "holds", "because_zh", "because_en").rows() == [
        (
            "u3",
            "yes",
            (
                "近三年中成立 2 年，须至少 2 年；2024：成立（倒数名次 = 1）；"
                "2023：不成立（倒数名次 = 2）；2022：成立（倒数名次 = 1）"
            ),
            (
                "it holds in 2 of 3 years, 2 needed; 2024: holds (rank from last = 1); "
                "2023: does not hold (rank from last = 2); 2022: holds (rank from last = 1)"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("missing", "previous", "expected"),
    [
        # a missing year decides nothing: u3 may have been last in it, u2 could not be twice
        ("undecided", [earlier("2023", u1=1, u2=3, u3=2)], {"u1": "undetermined", "u3": "undetermined"}),
        ("does_not_count", [earlier("2023", u1=1, u2=3, u3=2)], {}),
        ("undecided", [earlier("2023", u1=2, u2=3, u3=1)], {"u3": "yes"}),  # two of three already: the third is moot
        ("undecided", [], {"u1": "undetermined", "u2": "undetermined", "u3": "undetermined"}),
    ],
)
def test_a_year_without_a_result_is_undecided_unless_the_scheme_says_otherwise(
    missing: str, previous: Sequence[Earlier], expected: Mapping[str, str]
) -> None:
    assert found(LAST % missing, *previous) == expected


def test_a_year_whose_figures_do_not_decide_stays_undecided_even_where_missing_years_do_not_count() -> None:
    rule = "when: previous.from_last = 1 and from_last = 1, years: {last: 2, at_least: 2, missing: does_not_count}"

    assert found(rule, earlier("2023", u1=3, u2=2, u3=1)) == {"u3": "undetermined"}


def test_the_mean_of_the_totals_of_several_years_can_decide() -> None:
    rule = "when: '(previous.total + previous2.total) / 2 < 52[points]'"

    assert found(rule, earlier("2023", u1=1, u2=1, u3=3), earlier("2022", u1=2, u2=3, u3=3)) == {"u1": "yes"}


def test_missing_names_are_told_with_how_long_ago_they_were() -> None:
    result = scored("when: previous3.from_last = 1")

    assert result.outcomes["because_zh"][0] == "；缺少：3年前倒数名次"


def test_units_are_followed_back_over_every_year_and_a_merged_one_has_no_result() -> None:
    steps = [("u1", "mid", "2024"), ("mid", "old", "2023"), ("u2", "a", "2023"), ("u2", "b", "2023")]
    years = (earlier("2023", mid=1, u2=1, u3=2), earlier("2022", old=1, u2=1, a=1, b=1, u3=2))

    assert found(LAST % "undecided", *years, predecessors=steps) == {"u1": "yes", "u2": "undetermined"}


@pytest.mark.parametrize(("titles", "expected"), [("best", "yes"), ("", None), (None, "undetermined")])
def test_the_titles_of_earlier_years_are_known_where_their_result_says_them(
    titles: str | None, expected: str | None
) -> None:
    more = ["titles: [{id: best, title: {zh: 最佳, en: Best}, places: {each_group: 1, ties: none_over}}]"]
    rule = "when: 'title = \"best\"', years: {last: 2, at_least: 2, missing: does_not_count}"

    assert found(rule, earlier("2023", titles, u1=3, u2=2, u3=1), more=more).get("u1") == expected


def test_an_earlier_result_has_to_be_of_a_year_that_a_rule_looks_at() -> None:
    scheme = small(leaf("p"), more=[f"outcomes: [{{id: flag, title: {{zh: 提示, en: Flag}}, {LAST % 'undecided'}}}]"])

    check_earlier(scheme, [earlier("2022", u1=1), earlier("2023", u1=1)], None)
    with pytest.raises(DataError, match="2023, 2022"):
        check_earlier(scheme, [earlier("2021", u1=1)], None)
