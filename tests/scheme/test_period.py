"""The one grammar of periods: what is written how, its months, its parts, the one a year before."""

from __future__ import annotations

import pytest

from kaoping.scheme.period import before, inside, is_period, length_of, months_of, parts_of


@pytest.mark.parametrize("text", ["2016", "2016-H2", "2016-Q4", "2016-12", "2016-01..04", "2016-11..12"])
def test_a_year_a_half_a_quarter_a_month_and_several_months_are_periods(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text",
    ["", "16", "2016年", "2016-H3", "2016-Q0", "2016-4", "2016-13", "2016-04..01", "2016-04..04", "2016-01..13",
     "2016-H1..H2", "2016-01-04", "2016\n", "spring"],
)  # fmt: skip
def test_nothing_else_is_a_period(text: str) -> None:
    assert not is_period(text)


def test_a_text_of_no_form_has_no_months() -> None:
    with pytest.raises(ValueError, match="spring"):
        months_of("spring")


@pytest.mark.parametrize(
    ("period", "every", "expected"),
    [
        ("2016", "year", ("2016",)),
        ("2016", "half_year", ("2016-H1", "2016-H2")),
        ("2016-H2", "quarter", ("2016-Q3", "2016-Q4")),
        ("2016-Q3", "month", ("2016-07", "2016-08", "2016-09")),
        ("2016-07", "month", ("2016-07",)),
        ("2016-07", "quarter", ("2016-07",)),
        ("2016", "scored_period", ("2016",)),
        ("2016-01..04", "month", ("2016-01..04",)),  # several months taken together are one figure
    ],
)
def test_a_period_is_made_of_its_parts(period: str, every: str, expected: tuple[str, ...]) -> None:
    assert parts_of(period, every) == expected


def test_the_parts_of_every_length_stand_inside_a_period() -> None:
    assert inside("2016-Q3") == ("2016-Q3", "2016-07", "2016-08", "2016-09")


@pytest.mark.parametrize(
    ("period", "earlier", "months", "length"),
    [
        ("2016", "2015", (12 * 2016 + 1, 12 * 2016 + 12), 12),
        ("2016-H1", "2015-H1", (12 * 2016 + 1, 12 * 2016 + 6), 6),
        ("2016-07", "2015-07", (12 * 2016 + 7, 12 * 2016 + 7), 1),
        ("2016-03..11", "2015-03..11", (12 * 2016 + 3, 12 * 2016 + 11), 9),
    ],
)
def test_a_period_has_months_and_one_a_year_before(
    period: str, earlier: str, months: tuple[int, int], length: int
) -> None:
    assert (before(period), months_of(period), length_of(period)) == (earlier, months, length)
