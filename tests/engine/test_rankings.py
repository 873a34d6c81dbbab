"""Further rankings, what decides between equals, and tiers: each case in every reading, told and recomputed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.small import Figures, column, leaf, small_text, tables
from kaoping.engine import Engine, Result, frozen_from, read_result, score, write_result
from kaoping.errors import DataError, Language
from kaoping.report import explain, further_tables, ranking_table
from kaoping.scheme import load_text
from report.printed_explanation import recompute

LANGUAGES: tuple[Language, ...] = ("zh", "en")
Golden = Callable[[str, str], None]
ENGINES: tuple[Engine, ...] = ("exact", "columns", "auto")
LEAVES = (leaf("p"), leaf("q"), leaf("r", direction="lower_is_better"))
FIGURES: Figures = {
    "u1": {"p": 50, "q": 30, "r": 20},
    "u2": {"p": 40, "q": 40, "r": 20},
    "u3": {"p": 40, "q": 20, "r": "missing"},
    "u4": {"p": 40, "q": 20, "r": 10},
    "u5": {"p": 30, "q": "missing", "r": 10},
    "u6": {"p": "missing", "q": 10, "r": 10},
}
RANKING = "{id: by_p, title: {zh: 单项排名, en: By p}, of: p, rank_on: unrounded, order: higher_is_better"
UNITS = {unit: {"region": "east" if unit in ("u1", "u3", "u5") else "west"} for unit in FIGURES}


def text_of(*more: str, numbers: str = "") -> str:
    text = small_text(*LEAVES, more=("no_score_over: 0.9", "need: 1", *more))
    text = text.replace("need: all\n", "")
    return text.replace("order: higher_is_better}", f"order: higher_is_better{numbers}}}", 1) if numbers else text


def scored(text: str, engine: Engine = "auto", figures: Figures | None = None) -> Result:
    given = tables(figures or FIGURES)
    own = pl.DataFrame([{"unit": unit, **cells} for unit, cells in UNITS.items()])
    given = type(given).from_frames(
        {
            "units": given.units.select("unit", "group")
            .join(own, on="unit")
            .with_columns(own_flag=pl.when(pl.col("unit") == "u2").then(pl.lit("false")).otherwise(pl.lit("true"))),
            "observations": given.observations.select("unit", "indicator", "period", "actual", "status"),
        }
    )
    return score(load_text(text, "small.yaml"), given, engine=engine)


COLUMNS = (
    "unit_columns: [{id: region, title: {zh: 片区, en: Region}, holds: name},"
    " {id: own_flag, title: {zh: 属市, en: Own}, holds: flag}]"
)


def ranks(result: Result, ranking: str = "by_p") -> dict[str, str | None]:
    return dict(result.rankings.filter(pl.col("ranking") == ranking).sort("unit").select("unit", "rank").iter_rows())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("ties", "then", "expected"),
    [
        ("lowest", "", ("1", "2", "2", "2", "5", None)),
        ("highest", "", ("1", "4", "4", "4", "5", None)),
        ("average", "", ("1", "3", "3", "3", "5", None)),
        ("dense", "", ("1", "2", "2", "2", "3", None)),
        ("lowest", "{of: q, order: higher_is_better}", ("1", "2", "3", "3", "5", None)),
        # Without a figure at the second criterion u3 comes after u4, who has one.
        (
            "lowest",
            "{of: q, order: higher_is_better}, {of: r, order: lower_is_better}",
            ("1", "2", "4", "3", "5", None),
        ),
        ("average", "{of: q, order: lower_is_better}", ("1", "4", "2.5", "2.5", "5", None)),
    ],
)
def test_equals_are_told_apart_by_further_criteria_then_share_a_rank(
    ties: str, then: str, expected: tuple[str | None, ...], engine: Engine
) -> None:
    result = scored(text_of(f"rankings: [{RANKING}, ties: {ties}, within: all, then: [{then}]}}]"), engine)

    assert tuple(ranks(result).values()) == expected


@pytest.mark.parametrize("engine", ENGINES)
def test_a_ranking_within_columns_and_among_those_flagged(engine: Engine) -> None:
    entry = f"{RANKING}, ties: lowest, within: {{columns: [region]}}, among: own_flag}}"

    result = scored(text_of(COLUMNS, f"rankings: [{entry}]"), engine)

    assert result.rankings.rows() == [
        ("by_p", "2024", "east", "u1", "50", "1", 3),
        ("by_p", "2024", "east", "u3", "40", "2", 3),
        ("by_p", "2024", "east", "u5", "30", "3", 3),
        ("by_p", "2024", "west", "u4", "40", "1", 1),
        ("by_p", "2024", "west", "u6", None, None, 1),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_official_ranking_has_further_criteria_too(engine: Engine) -> None:
    figures: Figures = {
        "u1": {"p": 10, "q": 30, "r": 1},
        "u2": {"p": 20, "q": 20, "r": 1},
        "u3": {"p": 5, "q": 35, "r": 1},
        "u4": {"p": 39, "q": 0, "r": 1},
    }
    numbers = ", then: [{of: q, order: higher_is_better}]"

    result = scored(text_of(numbers=numbers), engine, figures)

    assert column(result, "total") == {"u1": "41", "u2": "41", "u3": "41", "u4": "40"}
    assert column(result, "rank") == {"u1": "2", "u2": "3", "u3": "1", "u4": "4"}
    assert column(result, "from_last") == {"u1": 3, "u2": 2, "u3": 4, "u4": 1}


def test_a_ranking_in_which_nobody_takes_part_is_told() -> None:
    entry = f"{RANKING}, ties: lowest, within: {{columns: [region, own_flag]}}, among: own_flag}}"
    text = text_of(COLUMNS, f"rankings: [{entry}]")

    with pytest.raises(DataError) as caught:
        scored(text)

    assert [problem.code for problem in caught.value.problems] == ["D139"]


STARS = """\
tiers:
  - id: stars
    title: {zh: 星级, en: Stars}
    by: points
    of: p
    rank_on: unrounded
    tiers:
      - {id: three, title: {zh: 三星, en: Three}, BOUND}
      - {id: two, title: {zh: 二星, en: Two}, above: 30}
      - {id: one, title: {zh: 一星, en: One}}
  - id: kinds
    title: {zh: 归类, en: Kinds}
    by: tier
    of: stars
    tiers:
      - {id: good, title: {zh: 好, en: Good}, from: [three, two]}
      - {id: others, title: {zh: 其他, en: Others}}"""
QUANTILES = STARS.replace("rank_on: unrounded", "rank_on: unrounded\n    quantiles: inclusive\n    within: all")
OF_RANKS = f"""\
rankings:
  - {RANKING}, ties: average, within: all}}
tiers:
  - {{id: thirds, title: {{zh: 等分, en: Parts}}, by: rank, of: by_p, equal_parts: 3}}
  - {{id: quarters, title: {{zh: 四等分, en: Quarters}}, by: rank, of: total, equal_parts: 4}}
  - id: firsts
    title: {{zh: 前列, en: Firsts}}
    by: rank
    of: by_p
    tiers: [{{id: top, title: {{zh: 前列, en: Top}}, at_most: 3}}, {{id: rest, title: {{zh: 其他, en: Rest}}}}]
  - id: officials
    title: {{zh: 总分前列, en: Officials}}
    by: rank
    of: total
    tiers: [{{id: top, title: {{zh: 前列, en: Top}}, below: 3}}, {{id: rest, title: {{zh: 其他, en: Rest}}}}]
  - id: kinds
    title: {{zh: 归类, en: Kinds}}
    by: tier
    of: thirds
    tiers: [{{id: first, title: {{zh: 首份, en: First}}, from: ["1"]}}, {{id: rest, title: {{zh: 其他, en: Rest}}}}]"""


def tiers(result: Result, name: str) -> tuple[str | None, ...]:
    return tuple(result.tiers.filter(pl.col("tiers") == name).sort("unit")["tier"])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ("at_least: 40", ("three", "three", "three", "three", "one", None)),
        ("above: 40", ("three", "two", "two", "two", "one", None)),
    ],
)
def test_each_bound_says_whether_a_figure_on_it_is_inside(
    bound: str, expected: tuple[str | None, ...], engine: Engine
) -> None:
    result = scored(text_of(*STARS.replace("BOUND", bound).split("\n")), engine)

    assert tiers(result, "stars") == expected
    kinds = {"three": "good", "two": "good", "one": "others", None: None}
    assert tiers(result, "kinds") == tuple(kinds[name] for name in expected)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_least_are_the_best_where_bounds_are_from_above(engine: Engine) -> None:
    text = STARS.replace("BOUND", "at_most: 30").replace("above: 30", "below: 50")

    assert tiers(scored(text_of(*text.split("\n")), engine), "stars") == ("one", "two", "two", "two", "three", None)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("definition", "at", "bound"),
    [("inclusive", "0.9", "46"), ("exclusive", "0.9", "50"), ("hazen", "0.5", "40"), ("nearest_rank", "0.2", "30")],
)
def test_a_bound_may_be_a_quantile_by_a_named_definition(definition: str, at: str, bound: str, engine: Engine) -> None:
    text = QUANTILES.replace("BOUND", f"at_least: {{quantile: {at}}}").replace("inclusive", definition)

    result = scored(text_of(*text.split("\n")), engine)

    found = result.tiers.filter((pl.col("tiers") == "stars") & (pl.col("tier") == "three"))
    assert found["bound"].unique().to_list() == [bound]


@pytest.mark.parametrize("engine", ENGINES)
def test_quantiles_are_of_those_that_count_and_all_are_held_against_them(engine: Engine) -> None:
    text = QUANTILES.replace("BOUND", "at_least: {quantile: 0.5}").replace(
        "within: all", "within: {columns: [region]}\n    among: own_flag"
    )

    result = scored(text_of(COLUMNS, *text.split("\n")), engine)

    # East: 50, 40, 30; west without u2: 40.
    assert tiers(result, "stars") == ("three", "three", "three", "three", "one", None)
    assert result.tiers["within"].unique(maintain_order=True).to_list() == ["east", "west", ""]


@pytest.mark.parametrize("engine", ENGINES)
def test_tiers_by_rank_and_equal_parts_of_those_ranked(engine: Engine) -> None:
    result = scored(text_of(*OF_RANKS.split("\n")), engine)

    assert tiers(result, "thirds") == ("1", "2", "2", "2", "3", None)
    assert tiers(result, "firsts") == ("top", "top", "top", "top", "rest", None)
    assert tiers(result, "kinds") == ("first", "rest", "rest", "rest", "rest", None)
    # Totals 100, 100, 90, 70, 60, 30, two of three full points counting where one is missing.
    assert tiers(result, "quarters") == ("1", "1", "2", "3", "4", "4")
    assert tiers(result, "officials") == ("top", "top", "rest", "rest", "rest", "rest")


CASES = {
    "criteria": (f"rankings: [{RANKING}, ties: lowest, within: all, then: [{{of: r, order: lower_is_better}}]}}]",),
    "columns": (COLUMNS, f"rankings: [{RANKING}, ties: dense, within: {{columns: [region]}}, among: own_flag}}]"),
    "stars": tuple(STARS.replace("BOUND", "at_least: 40").split("\n")),
    "quantiles": tuple(QUANTILES.replace("BOUND", "at_least: {quantile: 0.9}").split("\n")),
    "ranks": tuple(OF_RANKS.split("\n")),
}


@pytest.mark.parametrize("case", CASES)
def test_rankings_and_tiers_are_written_printed_and_told(case: str, tmp_path: Path, golden: Golden) -> None:
    text = text_of(*CASES[case], numbers=", then: [{of: q, order: higher_is_better}]")
    result = scored(text)
    write_result(result, tmp_path, text)
    stored = read_result(tmp_path)

    told = []
    for lang in LANGUAGES:
        told += ["\n".join(further_tables(result, lang)), ""]
        for unit in FIGURES:
            explanation = explain(stored, unit, lang=lang)
            assert recompute(explanation) > 0
            head = explanation.partition("\n\n")[2].partition("\n\n")[0]
            told += [f"{unit}:", head, ""]
        assert ranking_table(result, lang)

    assert (tmp_path / "rankings.csv").exists() == bool(result.scheme.rankings)
    assert (tmp_path / "tiers.csv").exists() == bool(result.scheme.tiers)
    assert stored.rankings.height == result.rankings.height
    golden(f"further/{case}.txt", "\n".join(told))


def test_tiers_follow_the_points_where_statistics_are_frozen() -> None:
    text = text_of(*QUANTILES.replace("BOUND", "at_least: {quantile: 0.9}").split("\n"))
    before = scored(text)
    figures = {unit: {"p": figure} for unit, figure in (("u1", 10), ("u2", 20))}

    after = score(load_text(text), tables(figures), frozen=frozen_from(before.statistics, "before"))

    assert tiers(after, "stars") == ("one", "three")


DECIMALS = st.decimals(min_value=-100, max_value=100, places=1).map(str)


@pytest.mark.parametrize("rank_on", ["rounded", "unrounded"])
@given(figures=st.lists(st.tuples(DECIMALS, DECIMALS, DECIMALS), min_size=1, max_size=9))
def test_ranks_and_tiers_are_the_same_in_every_reading(figures: list[tuple[str, str, str]], rank_on: str) -> None:
    more = OF_RANKS.replace("rank_on: unrounded", f"rank_on: {rank_on}").replace(
        "within: all}", "within: all, then: [{of: q, order: lower_is_better}, {of: total, order: higher_is_better}]}"
    )
    stars = QUANTILES.replace("BOUND", "above: {quantile: 0.7}").replace("rank_on: unrounded", f"rank_on: {rank_on}")
    stars = stars.removeprefix("tiers:\n").replace("of: p", "of: total").replace("id: kinds", "id: others")
    text = small_text(*LEAVES, combine="mean", more=(*more.split("\n"), *stars.split("\n")))
    text = text.replace(
        "rounding: []", "rounding: [{at: p, mode: half_up, decimals: 0}, {at: total, mode: half_up, decimals: 0}]"
    )
    text = re.sub(r", full: 100", "", text)
    given_figures: Figures = {f"u{at}": dict(zip("pqr", row, strict=True)) for at, row in enumerate(figures)}
    scheme, given_tables = load_text(text), tables(given_figures)

    exact, columns = (score(scheme, given_tables, engine=engine) for engine in ENGINES[:2])

    names = ["ranking", "unit", "rank", "count"]
    assert exact.rankings.select(names).rows() == columns.rankings.select(names).rows()
    assert exact.tiers.drop("figure", "bound").equals(columns.tiers.drop("figure", "bound"))
    assert score(scheme, given_tables).checked_by == "columns"
