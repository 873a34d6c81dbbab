"""The published figures of Wuxi, loaded as what they are: input with gaps and conflicts. Nothing is scored."""

from __future__ import annotations

import csv
from collections import Counter
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from kaoping.engine import Tables, load_tables, score
from kaoping.errors import Cell, DataError, Problem
from kaoping.scheme import load
from published.shipped import outside

SCHEME = Path(__file__).with_name("wuxi.yaml")
NINE = (
    "gdp",
    "industrial_output",
    "fixed_asset_investment",
    "industrial_investment",
    "retail_sales",
    "exports",
    "fdi_actual",
    "budget_revenue",
    "disposable_income",
)
AREAS = ("Jiangyin", "Yixing", "Liangxi", "Xishan", "Huishan", "Binhu", "Xinwu")
# The table of the data's README: how many of the nine have a figure; every place not named has none.
COVERED = {
    ("Yixing", "2014"): 1, ("Yixing", "2016"): 1, ("Yixing", "2020"): 4, ("Yixing", "2021"): 1,
    ("Liangxi", "2021"): 6, ("Huishan", "2022"): 1, ("Huishan", "2023"): 2, ("Binhu", "2022"): 7,
    ("Xinwu", "2015"): 2, ("Xinwu", "2018"): 3, ("Xinwu", "2021"): 5, ("Xinwu", "2023"): 4, ("Xinwu", "2024"): 3,
}  # fmt: skip
YEARS = ("2014", "2015", "2016", "2017", "2018", "2020", "2021", "2022", "2023", "2024")
# Figures given twice, as the loader names them: the row that repeats another, and what both say.
TWICE = {
    "areas.csv": {
        21: ("Yixing", "gdp", "2016", "1377.74", "1379.4"),
        25: ("Yixing", "gdp", "2020", "1846", "1832.2"),
        26: ("Yixing", "budget_revenue", "2020", "127.6", "127.6"),
    },
    "peers.csv": {
        70: ("Suzhou Industrial Park", "gdp", "2012", "1738", "1738"),
        71: ("Suzhou Industrial Park", "budget_revenue", "2012", "185", "185"),
        72: ("Suzhou Industrial Park", "fdi_actual", "2012", "19.6", "19.6"),
        74: ("Suzhou Industrial Park", "fixed_asset_investment", "2012", "740.53", "740"),
        75: ("Suzhou Industrial Park", "retail_sales", "2012", "242", "242"),
    },
}
OTHER_UNIT = {"areas.csv": {}, "peers.csv": {17: "Zhangjiagang, exports, 2017", 88: "Beilun, exports, 2021"}}


def rows(name: str) -> list[dict[str, str]]:
    with (outside("wuxi") / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def say(text: str) -> None:
    print(text)  # noqa: T201 -- gaps and conflicts are to be seen, not only counted


def loaded(name: str, folder: Path, leave_out: set[int]) -> Tables:
    """Load one file of figures under the nine indicators, some of its rows left out."""
    lines = rows(name)
    kept = [line for at, line in enumerate(lines, start=2) if at not in leave_out]
    titles = {line["unit"]: line["unit_zh"] for line in lines}
    written = {
        name: kept,
        "units.csv": [{"unit": unit, "title_zh": zh, "group": "areas"} for unit, zh in titles.items()],
    }
    for file, content in written.items():
        with (folder / file).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, list(content[0]))
            writer.writeheader()
            writer.writerows(content)
    columns = (
        "{unit: unit, indicator: indicator, period: year, actual: value, unit_of_measure: unit_of_measure, note: note}"
    )
    (folder / "data.yaml").write_text(
        "units:\n  - {file: units.csv, columns: {unit: unit, title_zh: title_zh, group: group}}\n"
        f"observations:\n  - file: {name}\n    columns: {columns}\n    where: {{indicator: [{', '.join(NINE)}]}}\n"
        "    status_when_empty: missing\n",
        encoding="utf-8",
    )
    return load_tables(load(SCHEME), folder)


def refused(name: str, folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(DataError) as caught:
        loaded(name, folder, set())
    return caught.value.problems


@pytest.mark.parametrize("name", ["areas.csv", "peers.csv"])
def test_every_figure_given_twice_or_in_another_unit_is_refused_by_name(name: str, tmp_path: Path) -> None:
    problems = refused(name, tmp_path)

    found: dict[str, dict[int, str]] = {"D050": {}, "D060": {}}
    for problem in problems:
        say(problem.render("zh"))
        for place in (problem.where, *(other for other, _ in problem.others)):
            assert isinstance(place, Cell)
            found[problem.code][place.row or 0] = place.key
    twice = {row: f"{unit}, {indicator}, {year}" for row, (unit, indicator, year, _, _) in TWICE[name].items()}
    # Of one cause the first places are named, and all are counted.
    for code, known in (("D050", twice), ("D060", OTHER_UNIT[name])):
        assert found[code].items() <= known.items()
        assert sum(problem.count for problem in problems if problem.code == code) == len(known)


@pytest.mark.parametrize("name", ["areas.csv", "peers.csv"])
def test_both_figures_of_a_conflict_are_kept_in_the_data(name: str) -> None:
    lines = rows(name)

    for unit, indicator, year, *both in TWICE[name].values():
        given = [
            line["value"]
            for line in lines
            if (line["unit"], line["indicator"], line["year"]) == (unit, indicator, year)
        ]
        assert given == both
        difference = abs(Fraction(both[0]) - Fraction(both[1]))
        say(
            f"{unit} {indicator} {year}: {both[0]} / {both[1]}"
            + (f", {float(difference):g} apart" if difference else ", equal")
        )


def test_the_gaps_of_the_seven_areas_are_those_that_the_data_state(tmp_path: Path) -> None:
    tables = loaded("areas.csv", tmp_path, set(TWICE["areas.csv"]))

    given = tables.observations.filter(pl.col("actual").is_not_null() & pl.col("unit").is_in(AREAS))
    counts = Counter(given.select("unit", "period").iter_rows())

    for area in AREAS:
        cells = [str(counts[area, year] or "-") for year in YEARS]
        say(f"{area}: {' '.join(cells)} of nine in {YEARS[0]} to {YEARS[-1]}")
    assert {key: count for key, count in counts.items() if key[1] in YEARS} == COVERED
    whole = [year for year in YEARS if all(counts[area, year] for area in AREAS)]
    assert whole == []
    assert max(counts.values()) < len(NINE)


def test_empty_cells_are_missing_and_never_zero(tmp_path: Path) -> None:
    tables = loaded("areas.csv", tmp_path, set(TWICE["areas.csv"]))

    empty = tables.observations.filter(pl.col("actual").is_null())

    assert empty.height == sum(not line["value"] for line in rows("areas.csv") if line["indicator"] in NINE)
    assert empty["status"].unique().to_list() == ["missing"]
    assert "0" not in tables.observations["actual"].to_list()


def test_no_peer_has_all_nine_in_any_year() -> None:
    lines = [line for line in rows("peers.csv") if line["value"] and line["indicator"] in NINE]
    figures = {(line["unit"], line["year"], line["indicator"]) for line in lines}
    have = Counter((unit, year) for unit, year, _ in figures)

    peers = {line["unit"] for line in rows("peers.csv")}
    say(f"{len(peers)} peers; most figures of the nine in one year: {have.most_common(1)}")
    assert max(have.values()) < len(NINE)


def test_published_changes_that_contradict_the_published_values_are_shown() -> None:
    values = {
        (line["unit"], line["indicator"], line["year"]): (line["value"], line["growth_pct"])
        for name in ("areas.csv", "peers.csv")
        for line in rows(name)
    }
    pairs = {
        ("Huishan", "gdp", "2022", "2023"): ("3.5", "6.1"),
        ("Changshu", "trade_total", "2016", "2017"): ("25.3", "19.8"),
    }

    for (unit, indicator, before, after), (computed, printed) in pairs.items():
        # The earlier value of Changshu stands in the README of the data, not in a row.
        base = Fraction(values.get((unit, indicator, before), ("190", ""))[0])
        figure, growth = values[unit, indicator, after]
        change = (Fraction(figure) / base - 1) * 100
        say(f"{unit} {indicator} {before} to {after}: values give {float(change):.1f} %, printed {growth} %")
        assert (f"{float(change):.1f}", growth) == (computed, printed)


def test_wujin_and_xinwu_say_in_their_notes_what_the_other_source_has() -> None:
    notes = {
        (line["unit"], line["indicator"], line["year"]): line["note"]
        for name in ("areas.csv", "peers.csv")
        for line in rows(name)
    }

    wider, rounded = notes["Wujin", "gdp", "2021"], notes["Xinwu", "gdp", "2021"]

    say(f"Wujin 2021: {wider}\nXinwu 2021: {rounded}")
    assert "2951.58" in wider
    assert "2200" in rounded


def test_there_are_no_targets_for_the_areas_of_2014_to_2017_and_no_part_year_is_taken_for_a_year() -> None:
    targets = [line for line in rows("targets.csv") if line["unit"] in AREAS]
    parts = {line["period"] for line in rows("part_year.csv")}

    given = sorted({(line["unit"], line["year"]) for line in targets})
    say(f"targets of the areas: {given}; part years: {sorted(parts)}")
    assert {line["year"] for line in targets} & {"2014", "2015", "2016", "2017"} == set()
    assert all(".." in period for period in parts)


def test_the_list_of_organs_is_incomplete_and_says_so() -> None:
    organs = rows("organs.csv")

    groups = Counter(line["group"] for line in organs)
    states = Counter(line["status"] for line in organs)
    split = {line["subgroup"] for line in organs if line["group"] == "B"}

    say(f"organs: {dict(groups)} of A 32, B 46, C 47; {dict(states)}; B: {split}")
    assert groups == {"A": 32, "B": 45, "C": 47}
    assert states == {"confirmed": 30, "plausible": 94}
    assert split == {"not published"}


def test_the_list_of_zones_is_no_official_one_and_has_hardly_any_figures() -> None:
    zones = rows("zones.csv")

    levels = {line["unit"]: line["value"] for line in zones if line["indicator"] == "zone_level"}
    figures = {line["unit"] for line in zones if line["indicator"] in NINE and line["value"] and line["unit"] in levels}
    counts = Counter(levels.values())

    say(f"zones: {dict(counts)} where 6 national and 8 provincial were assessed; figures for {sorted(figures)}")
    assert counts == {"national": 7, "provincial": 8}
    assert len(figures) <= 2


def test_nothing_can_be_scored_from_it(tmp_path: Path) -> None:
    tables = loaded("areas.csv", tmp_path, set(TWICE["areas.csv"]))

    with pytest.raises(DataError) as caught:
        score(load(SCHEME), tables)

    assert {problem.code for problem in caught.value.problems} == {"D102"}
