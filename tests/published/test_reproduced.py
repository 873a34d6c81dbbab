"""Published assessments, scored by their published rule, beside the totals and ranks that were published."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pytest

from kaoping.engine import write_result
from published.shipped import PUBLISHED, SCHEMES, compared, published


class Golden(Protocol):
    def __call__(self, path: str | Path, text: str) -> None: ...


def test_nantong_gives_18_of_19_totals_exactly_and_the_other_within_the_rounding_of_its_inputs() -> None:
    found = compared("nantong-2017-08")

    assert len(found.lines) == 19
    assert found.count("total", "equal") == 18
    assert [line.unit for line in found.lines if line.total == "within_rounding"] == ["金沙街道"]


def test_nantong_gives_17_of_19_ranks_and_two_units_cannot_be_told_apart_from_printed_inputs() -> None:
    found = compared("nantong-2017-08")

    assert found.count("rank", "equal") == 17
    undecidable = {line.unit: (line.rank_ours, line.rank_published) for line in found.lines if line.rank != "equal"}
    assert undecidable == {"新开街道": ("5", "4"), "钟秀街道": ("4", "5")}
    assert {line.rank for line in found.lines} == {"equal", "undecidable"}


def test_jining_gives_16_of_19_totals_exactly_all_within_the_rounding_and_every_order() -> None:
    found = compared("jining-2017-08")

    assert (found.count("total", "equal"), found.count("total", "equal", "within_rounding")) == (16, 19)
    assert found.count("rank", "equal") == 19
    assert {group: sum(line.group == group for line in found.lines) for group in ("main", "outer")} == {
        "main": 13,
        "outer": 6,
    }


def test_the_hotline_gives_all_45_ranks_in_5_months_and_2_groups() -> None:
    found = compared("hotline-lianyungang")

    ranked = [line for line in found.lines if line.rank != "unpublished"]

    assert {line.rank for line in ranked} == {"equal"}
    assert len(ranked) == 45
    counts = {
        key: sum((line.period, line.group) == key for line in ranked)
        for key in {(line.period, line.group) for line in ranked}
    }
    assert len(counts) == 10
    assert set(counts.values()) == {4, 5}


def test_the_15_departments_of_the_hotline_are_loaded_and_said_to_have_no_published_rank() -> None:
    found = compared("hotline-lianyungang")

    departments = [line for line in found.lines if line.group == "department"]

    assert len(departments) == found.count("rank", "unpublished") == 15
    assert all(line.rank_published == "" and line.total == "equal" for line in departments)


def test_the_6_districts_of_panjin_are_loaded_and_said_to_have_no_published_rank() -> None:
    found = compared("hotline-panjin")

    assert len(found.lines) == found.count("rank", "unpublished") == found.count("total", "equal") == 6


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_whole_ranking_is_the_one_beside_the_scheme(name: str, golden: Golden, tmp_path: Path) -> None:
    folder = SCHEMES / "published" / name

    write_result(published(name), tmp_path, (folder / "scheme.yaml").read_text(encoding="utf-8"))

    golden(folder / "expected_ranking.csv", (tmp_path / "ranking.csv").read_bytes().decode("utf-8"))
