"""The files of a result for people: titles stand beside ids, and `contents.csv` explains every file and column."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from engine.small import leaf, small_text, tables
from engine.town import TEXT, town_result, town_tables
from kaoping.engine import Result, Tables, read_result, score, write_result
from kaoping.engine.result_schemas import FACTS, FILES, FURTHER_TABLES, RESULT_SCHEMAS
from kaoping.engine.table_files import read_result_table
from kaoping.scheme import load_text

FINDINGS = [{"unit": "a1", "finding": "accountability"}, {"unit": "b1", "finding": "accident"}]
ENDS = ("_zh", "_en")
OWN_FILES = [file for file in FILES if file.removesuffix(".csv") not in FURTHER_TABLES]
FURTHER = small_text(
    leaf("i"),
    more=[
        (
            "rankings: [{id: whole, title: {zh: 全市排名, en: City ranking}, of: i, rank_on: unrounded, "
            "order: higher_is_better, ties: lowest, within: all}]"
        ),
        (
            "tiers: [{id: third, title: {zh: 分档, en: Tiers}, by: points, of: i, rank_on: unrounded, tiers: "
            "[{id: high, title: {zh: 高, en: High}, at_least: 2}, {id: low, title: {zh: 低, en: Low}}]}]"
        ),
    ],
)


def written(folder: Path, result: Result | None = None, text: str = TEXT) -> dict[str, pl.DataFrame]:
    """Give the tables of a result as they stand in its files, `contents` among them."""
    write_result(result or town_result(findings=FINDINGS), folder, text)
    names = [name for name in RESULT_SCHEMAS if (folder / f"{name}.csv").exists()]
    frames = {name: read_result_table(folder / f"{name}.csv") for name in names}
    return {**frames, "contents": pl.read_csv(folder / "contents.csv", infer_schema=False)}


def further() -> Result:
    return score(load_text(FURTHER), tables({"u": {"i": 1}, "v": {"i": 2}}))


def test_every_table_has_the_columns_that_its_schema_says_in_that_order(tmp_path: Path) -> None:
    found = written(tmp_path / "town") | written(tmp_path / "further", further(), FURTHER)

    assert {name: tuple(found[name].columns) for name in RESULT_SCHEMAS} == {
        name: schema.names for name, schema in RESULT_SCHEMAS.items()
    }


def test_the_ranking_names_group_grade_demotions_and_titles(tmp_path: Path) -> None:
    ranking = written(tmp_path)["ranking"]

    told = [f"{name}{end}" for name in ("group", "grade", "grade_by_score", "demotions", "titles") for end in ENDS]
    first = ranking.select("unit", *told).sort("unit").rows(named=True)[0]
    assert first == {
        "unit": "a1",
        "group_zh": "甲组",
        "group_en": "Group A",
        "grade_zh": "良好",
        "grade_en": "Good",
        "grade_by_score_zh": "优秀",
        "grade_by_score_en": "Excellent",
        "demotions_zh": "因失职失责受到问责",
        "demotions_en": "Held accountable",
        "titles_zh": None,
        "titles_en": None,
    }
    assert set(ranking.filter(pl.col("titles") != "")["titles_zh"]) == {"先进单位"}
    assert ranking.columns[-1] == "unrounded"


def test_scores_and_statistics_name_units_nodes_and_statistics(tmp_path: Path) -> None:
    found = written(tmp_path)

    nodes = dict(found["scores"].select("node", "node_zh").unique().iter_rows())
    assert {name: nodes[name] for name in ("total", "base_total", "bonus", "deductions", "economy", "awards")} == {
        "total": "总分",
        "base_total": "加减分前总分",
        "bonus": "加分",
        "deductions": "扣分",
        "economy": "经济发展",
        "awards": "表彰",
    }
    assert set(found["scores"].select("unit", "unit_zh", "unit_en").iter_rows()) == {
        (unit, f"单位{unit}", None) for unit in found["ranking"]["unit"]
    }
    best = found["statistics"].filter(statistic="best", over="growth", group="a")
    best = best.drop("figure", "exact", "definition")
    assert best.row(0, named=True) == {
        "period": "2024",
        "node": "growth",
        "node_zh": "总量与增幅",
        "node_en": "Level and growth",
        "step": 1,
        "statistic": "best",
        "statistic_zh": "最优值",
        "statistic_en": "best",
        "over": "growth",
        "group": "a",
        "group_zh": "甲组",
        "group_en": "Group A",
        "at": "",
        "unit": "",
        "unit_zh": None,
        "unit_en": None,
    }


def test_outcomes_name_what_was_found_and_a_first_place_its_node(tmp_path: Path) -> None:
    outcomes = written(tmp_path)["outcomes"]

    named = {(name, zh, en) for name, zh, en in outcomes.select("id", "id_zh", "id_en").iter_rows()}
    assert named == {
        ("advanced", "先进单位", "Advanced unit"),
        ("single.output", "单项第一 产值", "First in one indicator Output"),
        ("talk", "约谈", "Talk"),
        ("adjustment", "组织调整提示", "Adjustment flag"),
    }
    assert outcomes.filter(holds="unfilled")["unit_zh"].unique().to_list() == [None]


def test_several_titles_are_joined_as_the_language_joins_them(tmp_path: Path) -> None:
    places = "places: {each_group: 1, ties: none_over}"
    more = (
        f"titles: [{{id: t1, title: {{zh: 一, en: One}}, {places}}}, {{id: t2, title: {{zh: 二, en: Two}}, {places}}}]"
    )
    text = small_text(leaf("i"), more=[more])

    ranking = written(tmp_path, score(load_text(text), tables({"u": {"i": 1}})), text)["ranking"]

    assert ranking.select("titles", "titles_zh", "titles_en").rows() == [("t1 t2", "一、二", "One, Two")]


def test_a_statistic_under_a_name_of_the_schemes_own_has_no_other(tmp_path: Path) -> None:
    taken = "{take: quantile, of: x, with: {at: 0.5, definition: inclusive}}"
    text = small_text(leaf("i", steps=f'[{{formula: "x - middle + mean", statistics: {{middle: {taken}}}}}]'))

    statistics = written(tmp_path, score(load_text(text), tables({"u": {"i": 1}, "v": {"i": 2}})), text)["statistics"]

    assert statistics.select("statistic", "statistic_zh").sort("statistic").rows() == [
        ("mean", "平均值"),
        ("middle", None),
    ]


def test_contents_explain_every_file_and_every_column_in_both_languages(tmp_path: Path) -> None:
    units = dict(town_tables())["units"].with_columns(demo=pl.lit(value=True), mayor=pl.lit("某"))
    contents = written(tmp_path, town_result(others={"units": units}))["contents"]

    lines = contents.select("文件 file", "列 column").fill_null("").rows()
    columns = {
        str(path.relative_to(tmp_path)): pl.read_csv(path, infer_schema=False).columns
        for path in tmp_path.rglob("*.csv")
        if path.name != "contents.csv"
    }
    facts = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert {file for file, _ in lines} == {*OWN_FILES, *columns}
    assert {(file, name) for file, name in lines if file in columns} == {
        (file, name) for file, names in columns.items() for name in ("", *names)
    }
    assert [name for file, name in lines if file == "result.json"][1:] == list(FACTS)
    assert facts.keys() == FACTS.keys()
    assert len(set(lines)) == len(lines)
    assert contents.select("含义", "meaning").null_count().row(0) == (0, 0)
    told = dict(zip(lines, contents["含义"], strict=True))
    assert (told["inputs/units.csv", "mayor"], told["ranking.csv", "data_label"][:4]) == (
        "单位的其他属性，原样保存",
        "演示数据",
    )
    assert {path.name for path in tmp_path.iterdir()} == {
        name for file in OWN_FILES for name in _names(file)
    }  # fmt: skip


def _names(file: str) -> list[str]:
    """Give the names in the folder that a line on files stands for."""
    if file == "*.parquet":
        return [f"{name}.parquet" for name in RESULT_SCHEMAS if name not in FURTHER_TABLES]
    return [file.partition("/")[0]]


def test_further_rankings_and_tiers_are_named(tmp_path: Path) -> None:
    found = written(tmp_path, further(), FURTHER)

    contents = found["contents"].filter(pl.col("列 column").fill_null("") == "")["文件 file"]
    assert found["rankings"].select("ranking_zh", "unit", "rank").rows() == [
        ("全市排名", "v", "1"),
        ("全市排名", "u", "2"),
    ]
    assert found["tiers"].select("tiers_en", "unit", "tier", "tier_zh", "tier_en").rows() == [
        ("Tiers", "u", "low", "低", "Low"),
        ("Tiers", "v", "high", "高", "High"),
    ]
    assert {"rankings.csv", "tiers.csv"} <= set(contents)


@pytest.mark.parametrize("name", RESULT_SCHEMAS)
def test_titles_are_taken_off_where_a_result_is_read(name: str, tmp_path: Path) -> None:
    is_further = name in FURTHER_TABLES
    result = further() if is_further else town_result(findings=FINDINGS)
    write_result(result, tmp_path, FURTHER if is_further else TEXT)

    stored = read_result(tmp_path)

    assert getattr(stored, name).columns == getattr(result, name).columns


def test_a_region_named_like_a_group_is_not_told_as_the_group(tmp_path: Path) -> None:
    region = "unit_columns: [{id: region, title: {zh: 片区, en: Region}, holds: name}]"
    take = "{rank_on: unrounded, order: higher_is_better, ties: lowest, within: WITHIN}"
    best, fill = '"x / best * 100[points]"', "{fill: [{take: mean, of: group}]}"
    text = small_text(
        leaf("p", formula=best, compare_within="{columns: [region]}", take_rank=take.replace("WITHIN", "group")),
        leaf("q", formula=best, take_rank=take.replace("WITHIN", "{columns: [region]}"), data=fill),
        combine="mean",
        order="lower_is_better",
        more=[region],
    ).replace("{zh: a, en: a}", "{zh: 党群口, en: Party}")
    figures = tables({"u1": {"p": 1, "q": 2}, "u2": {"p": 3, "q": 4}}).observations
    units = pl.DataFrame({"unit": ["u1", "u2"], "group": "a", "region": ["a", "b"]})
    columns = ("unit", "indicator", "period", "actual")
    given = Tables.from_frames({"units": units, "observations": figures.select(columns)})

    found = written(tmp_path, score(load_text(text), given), text)["statistics"]

    keys = ("node", "step", "statistic", "group", "group_zh", "group_en")
    assert found.select(keys).unique(maintain_order=True).rows() == [
        ("p", 1, "best", "a", None, None),
        ("p", 1, "best", "b", None, None),
        ("p", 2, "rank", "a", "党群口", "Party"),
        ("q", 0, "mean", "a", "党群口", "Party"),
        ("q", 1, "best", "a", "党群口", "Party"),
        ("q", 2, "rank", "a", None, None),
        ("q", 2, "rank", "b", None, None),
    ]
