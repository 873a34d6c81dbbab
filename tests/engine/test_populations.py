"""Units are compared within columns of the units, and among those for which a flag holds; both readings agree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from engine.small import leaf, points, small_text
from kaoping.engine import Engine, Result, Tables, frozen_from, read_result, score, write_result
from kaoping.errors import DataError
from kaoping.report import explain
from kaoping.scheme import load_text
from report.printed_explanation import recompute

ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
COLUMNS = """\
unit_columns:
  - {id: region, title: {zh: 片区, en: Region}, holds: name}
  - {id: own, title: {zh: 属市, en: City-owned}, holds: flag}"""
# region and flag of each unit; group b has u5 and u6
UNITS = {
    "u1": ("east", "TRUE", "a"),
    "u2": ("east", "false", "a"),
    "u3": ("west", "true", "a"),
    "u4": ("west", "true", "a"),
    "u5": ("east", "true", "b"),
    "u6": ("we/st", "true", "b"),
}
FIGURES = {"u1": 10, "u2": 40, "u3": 20, "u4": 30, "u5": 50, "u6": 60}


def text_of(**keys: Any) -> str:
    return small_text(leaf("p", **keys), groups=("a", "b"), more=COLUMNS.split("\n"))


def tables(figures: dict[str, int] = FIGURES, **cells: Any) -> Tables:  # Any: cells of a unit
    units = [
        {"unit": unit, "group": group, "region": region, "own": own} | cells.get(unit, {})
        for unit, (region, own, group) in UNITS.items()
    ]
    observed = [
        {"unit": unit, "indicator": "p", "period": "2024", "actual": str(figure)} for unit, figure in figures.items()
    ]
    return Tables.from_frames({"units": pl.DataFrame(units), "observations": pl.DataFrame(observed)})


def scored(engine: Engine = "auto", /, **keys: Any) -> Result:
    return score(load_text(text_of(**keys), "small.yaml"), tables(), engine=engine)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("{columns: [region]}", ("50", "50", "30", "30", "50", "60")),
        ("{columns: [group, region]}", ("40", "40", "30", "30", "50", "60")),
        ("group", ("40", "40", "40", "40", "60", "60")),
        ("all", ("60", "60", "60", "60", "60", "60")),
    ],
)
def test_statistics_are_those_of_the_units_with_the_same_in_the_columns(
    within: str, expected: tuple[str, ...], engine: Engine
) -> None:
    result = scored(engine, compare_within=within, formula="best")

    assert tuple(points(result, "p").values()) == expected


def test_each_population_has_its_statistic_under_what_stands_in_its_columns() -> None:
    result = scored(compare_within="{columns: [group, region]}", formula="best")

    assert result.statistics.select("group", "figure").rows() == [
        ("a / east", "40"),
        ("a / west", "30"),
        ("b / east", "50"),
        ("b / we//st", "60"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_who_does_not_count_enters_no_statistic_and_is_scored_against_the_others(engine: Engine) -> None:
    keys = {"rule": "min_max", "with": "{low: 0, high: 100, when_equal: 50}", "compare_among": "own"}

    result = scored(engine, compare_within="group", **keys)

    # u2 is beyond the best of those that count, and has what the best has.
    assert points(result, "p") == {"u1": "0", "u2": "100", "u3": "50", "u4": "100", "u5": "0", "u6": "100"}
    assert result.statistics.filter(pl.col("group") == "a").select("statistic", "figure").rows() == [
        ("best", "30"),
        ("worst", "10"),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_who_does_not_count_is_placed_among_the_others_and_moves_nobody(engine: Engine) -> None:
    result = scored(
        engine, compare_within="group", compare_among="own", steps="[{group: rank}, {formula: 'x * 1[points]'}]"
    )

    assert points(result, "p") == {"u1": "3", "u2": "1", "u3": "2", "u4": "1", "u5": "2", "u6": "1"}


def test_frozen_statistics_keep_who_counted() -> None:
    text = text_of(
        compare_within="{columns: [group]}", compare_among="own", steps="[{group: rank}, {formula: 'x * 1[points]'}]"
    )
    scheme = load_text(text, "small.yaml")
    before = score(scheme, tables())

    after = score(scheme, tables(FIGURES | {"u2": 25}), frozen=frozen_from(before.statistics, "before"))

    assert points(after, "p") == points(before, "p") | {"u2": "2"}


def test_frozen_statistics_of_other_columns_are_refused() -> None:
    before = score(
        load_text(text_of(compare_within="group", steps="[{group: rank}, {formula: 'x * 1[points]'}]")), tables()
    )
    scheme = load_text(
        text_of(compare_within="{columns: [region]}", steps="[{group: rank}, {formula: 'x * 1[points]'}]")
    )

    with pytest.raises(DataError) as caught:
        score(scheme, tables(), frozen=frozen_from(before.statistics, "before"))

    assert {problem.code for problem in caught.value.problems} == {"D129"}


def test_a_mean_that_stands_in_is_that_of_the_units_that_count() -> None:
    when = "{missing: peer_mean, not_applicable: blank, excused: blank}"
    scheme = load_text(text_of(compare_within="group", compare_among="own", when=when))

    result = score(scheme, tables({"u2": 40, "u3": 20, "u4": 30, "u5": 50, "u6": 60}))

    assert points(result, "p")["u1"] == "25"


@pytest.mark.parametrize("within", ["all", "{columns: [region]}", "group"])
def test_a_population_in_which_nobody_counts_is_told(within: str) -> None:
    scheme = load_text(text_of(compare_within=within, compare_among="own", formula="mean"))
    nobody = {unit: {"own": "false"} for unit in UNITS}

    with pytest.raises(DataError) as caught:
        score(scheme, tables(FIGURES, **nobody))

    places = {"all": [""], "{columns: [region]}": [", east", ", west", ", we//st"], "group": [", a", ", b"]}[within]
    assert [problem.text("en") for problem in caught.value.problems] == [
        f'2024{place}: there is no unit to compare with at "p": the column "own" is true for none, '
        "or for none with points."
        for place in places
    ]


@pytest.mark.parametrize(
    ("keys", "zh", "en"),
    [
        (
            {"compare_within": "{columns: [group, region]}", "compare_among": "own", "formula": "best"},
            "比较范围：考评组 a、片区 east 相同的单位，其中只计“属市”为是的单位，本单位不计在内，比照这些单位计分",
            (
                "Compared with units of the same group a, Region east, of these only units with City-owned true count, "
                "this unit does not count and is held against them"
            ),
        ),
        (
            {"compare_within": "all", "compare_among": "own", "steps": "[{group: rank}, {formula: 'x * 1[points]'}]"},
            "比较范围：全部单位，其中只计“属市”为是的单位，本单位不计在内，比照这些单位计分",
            (
                "Compared with all units, of these only units with City-owned true count, "
                "this unit does not count and is held against them"
            ),
        ),
    ],
)
def test_the_explanation_says_with_whom_a_unit_is_compared(
    keys: dict[str, Any], zh: str, en: str, tmp_path: Path
) -> None:
    write_result(scored(**keys), tmp_path, text_of(**keys))

    told = {lang: explain(read_result(tmp_path), "u2", lang=lang) for lang in ("zh", "en")}

    assert f"· {zh}\n" in told["zh"]
    assert f"· {en}\n" in told["en"]
    for unit in UNITS:
        assert recompute(explain(read_result(tmp_path), unit)) > 0
