"""The names of conditions: what each stands for, and how far back a rule looks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kaoping.formula import BOOLEAN, PURE, TEXT, Number, UnitOfMeasure, parse
from kaoping.scheme import asked, load, names_told, outcome_place, years_back

SCHEME = load(Path(__file__).parent / "good" / "full.yaml")
TALK = SCHEME.outcomes[0]
POINTS = Number(UnitOfMeasure.parse("points"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rank", (0, None, "rank")),
        ("previous", (0, None, "previous")),
        ("previous.rank", (1, None, "rank")),
        ("previous4.ranking.x.count", (4, None, "ranking.x.count")),
        ("mean.total", (0, "mean", "total")),
        ("previous2.mean.output.actual", (2, "mean", "output.actual")),
        ("output.actual", (0, None, "output.actual")),
        ("count", (0, None, "count")),
    ],
)
def test_a_name_is_taken_apart(name: str, expected: tuple[int, str | None, str]) -> None:
    one = asked(name)

    assert (one.years, one.statistic, one.name) == expected


def test_a_result_offers_its_ranking_its_points_its_figures_and_what_was_found() -> None:
    names = {name: entry.kind for name, entry in outcome_place(SCHEME).names.items()}

    assert list(names)[:5] == ["rank", "count", "from_last", "total", "grade"]
    assert list(names)[-1] == "title"
    assert (names["conduct"], names["found.unfit"], names["grade"]) == (POINTS, BOOLEAN, TEXT)
    assert names["output.growth"] == Number(UnitOfMeasure.parse("%"))
    assert "events_part.actual" not in names


def test_a_reason_tells_this_result_first_then_earlier_ones_then_titles() -> None:
    when = parse(
        'title = "x" and previous2.rank > 1 and count.total > 1 and previous.mean.conduct > 1[points] and rank > 1'
    )

    told = names_told(SCHEME, replace(TALK, when=when))

    assert list(told) == ["rank", "count.total", "previous.mean.conduct", "previous2.rank", "title"]
    assert told["count.total"].kind == Number(PURE)
    assert (told["previous.mean.conduct"].zh, told["previous.mean.conduct"].en) == (
        "上年“作风建设”得分平均值",
        "previous mean points in Conduct",
    )


def test_how_far_back_a_rule_looks_follows_from_its_names_and_its_years() -> None:
    assert [years_back(outcome) for outcome in SCHEME.outcomes] == [0, 1, 4, 0]
    assert years_back(replace(TALK, when=parse("previous3.mean.total > 1"))) == 3
