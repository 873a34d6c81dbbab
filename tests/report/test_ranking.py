"""The ranking as a table, its notes, and how ours is compared with what was published."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import polars as pl
import pytest
from rich.console import Console

from engine.town import TEXT, town_result, town_tables
from kaoping.engine import Result, load_tables, score
from kaoping.engine.result import DEMO_LABEL
from kaoping.errors import Language
from kaoping.report import Reproduction, ranking_table, reproduce
from kaoping.scheme import load, load_text
from report.test_recompute import EVENTS, FINDINGS, SCHEMES, STATUSES
from report.village import village_result


def printed(result: Result, lang: Language = "zh") -> str:
    shown = StringIO()
    console = Console(file=shown, width=100)
    for table in ranking_table(result, lang):
        console.print(table)
    return shown.getvalue()


def nantong(**published: object) -> Result:
    """Score Nantong; `published` replaces cells of the first published row."""
    folder = SCHEMES / "published/nantong-2017-08"
    scheme = load(folder)
    tables = load_tables(scheme, folder)
    first = tables.published["unit"] == tables.published["unit"][0]
    frame = tables.published.with_columns(
        pl.when(first).then(pl.lit(cell, dtype=tables.published.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, cell in published.items()
    )
    return score(scheme, replace(tables, published=frame), engine="exact")


def kinds(found: Reproduction | None) -> tuple[str, str]:
    """Give how the unit on top agrees: its total and its rank."""
    assert found is not None
    return found.lines[0].total, found.lines[0].rank


def test_what_follows_stands_below_the_table_of_its_group() -> None:
    text = printed(town_result(statuses=STATUSES, events=EVENTS, findings=FINDINGS))
    english = printed(town_result(statuses=STATUSES, events=EVENTS, findings=FINDINGS), "en")

    first, second = text.split("示例市综合考评 · 2024 · ")[1:]
    assert first.startswith("甲组\n")
    assert "约谈：单位a4\n" in first
    assert "先进单位：名额空缺 2 个\n" in first
    assert "单项第一 产值：单位a1\n" in first
    assert "组织调整提示：5 个单位无法认定（缺少：上年倒数名次）\n" in first
    assert "约谈：单位b2\n" in second
    assert "Adjustment flag: not determined for 5 (missing: previous rank from last)" in english


def test_disqualifications_and_demotions_are_named_with_their_units_and_who_certified_them() -> None:
    certified = TEXT.replace("    effect:", "    certified_by: supervision\n    effect:")
    result = score(load_text(certified, "town.yaml"), town_tables(findings=FINDINGS))
    zh, en = printed(result).split("乙组\n"), printed(result, "en").split("Group B\n")

    assert (certified != TEXT, findings_of(zh[0]), findings_of(zh[1])) == (
        True,
        ["取消资格情形“重大事故”：单位a2", "降等情形“因失职失责受到问责”（督查室认定）：单位a1"],
        [],
    )
    assert findings_of(en[0]) == [
        "Disqualification “Major accident”: 单位a2",
        "Demotion “Held accountable” (certified by Supervision office): 单位a1",
    ]
    assert findings_of(printed(town_result())) == []


def test_a_demoted_unit_is_marked_beside_its_grade() -> None:
    result = town_result(findings=FINDINGS)

    line = next(line for line in printed(result).splitlines() if "单位a1" in line)
    english = next(line for line in printed(result, "en").splitlines() if "单位a1" in line)

    assert ("（降等）" in line, "(demoted)" in english) == (True, True)


def test_a_first_place_among_all_units_says_so() -> None:
    text = TEXT.replace("within: group, source: assumed}", "within: all, source: assumed}")
    result = score(load_text(text, "town.yaml"), town_tables())

    assert text != TEXT
    assert "单项第一 产值（全部单位）：" in printed(result)
    assert "(all units): " in printed(result, "en")


def findings_of(text: str) -> list[str]:
    """Give the lines on disqualifications and demotions."""
    starts = ("取消资格情形", "降等情形", "Disqualification", "Demotion")
    return [line for line in text.split("\n") if line.startswith(starts)]


def test_grades_and_titles_are_shown_where_the_scheme_has_them() -> None:
    town, villages = printed(town_result()), printed(village_result(demo=True), "en")

    assert "等次" in town
    assert "│    1 │ 单位a1 │ 100.60 │ 优秀 │ 先进单位 │" in town
    assert "Village v5" in villages
    assert "no total" in villages
    assert DEMO_LABEL in villages
    assert DEMO_LABEL not in town


def test_a_result_without_published_figures_is_compared_with_nothing() -> None:
    assert reproduce(town_result()) is None
    assert "公布" not in printed(town_result())


def test_units_without_a_total_are_left_out_of_the_comparison() -> None:
    result = village_result()
    published = pl.DataFrame(
        {"unit": ["v1", "v5"], "period": ["2024", "2024"], "total": ["66.5", "10"], "rank": [2, 5]}
    )
    tables = replace(result.tables, published=published)

    found = reproduce(replace(result, tables=tables))

    assert found is not None
    assert found.count("total", "equal", "differs") == 1
    assert {line.unit: (line.total, line.rank) for line in found.lines} == {
        "v4": ("unpublished", "unpublished"),
        "v1": ("equal", "equal"),
        "v3": ("unpublished", "unpublished"),
        "v2": ("unpublished", "unpublished"),
    }


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ({}, ("equal", "equal")),
        ({"total": "94.92"}, ("within_rounding", "equal")),
        ({"total": "95.91"}, ("differs", "equal")),
        ({"total": None}, ("unpublished", "equal")),
        ({"rank": 7}, ("equal", "differs")),
        ({"rank": 2}, ("equal", "differs")),
        ({"rank": None}, ("equal", "unpublished")),
    ],
)
def test_each_way_to_agree_has_its_name(published: dict[str, object], expected: tuple[str, str]) -> None:
    assert kinds(reproduce(nantong(**published))) == expected


def test_a_difference_is_said_in_the_table() -> None:
    text = printed(nantong(total="95.91", rank=7))

    assert "│ 不一致 " in text


def test_a_group_without_units_has_no_table() -> None:
    text = TEXT.replace("groups:\n", "groups:\n  - {id: empty, title: {zh: 空组, en: Empty}}\n", 1)

    result = score(load_text(text, "town.yaml"), town_tables())

    assert "空组" not in printed(result)
    assert len(ranking_table(result, "zh")) == 2
