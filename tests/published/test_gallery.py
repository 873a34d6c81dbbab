"""Indices and assessments of other kinds, written from the reference alone, beside what was published."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Protocol

import pytest

from kaoping.engine import Result, load_tables, score, write_result
from kaoping.report import Reproduction, reproduce
from kaoping.scheme import load
from published.shipped import SCHEMES

GALLERY = SCHEMES / "gallery"
FIGURES = {
    "human-development-2014": "hdi_2014.csv",
    "townsend-2011": "townsend_2011.csv",
    "new-york-schools-2011": "progress_2011.csv",
}
ALL = pytest.mark.parametrize("name", FIGURES)


class Golden(Protocol):
    def __call__(self, path: str | Path, text: str) -> None: ...


@cache
def scored(name: str) -> Result:
    scheme = load(GALLERY / name)
    return score(scheme, load_tables(scheme, GALLERY / name))


def compared(name: str) -> Reproduction:
    found = reproduce(scored(name))
    assert found is not None
    return found


def raw(name: str) -> list[dict[str, str]]:
    with (GALLERY / name / FIGURES[name]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def grades(name: str) -> Mapping[str, str]:
    return dict(scored(name).ranking.select("unit", "grade").iter_rows())


def test_every_scheme_of_the_gallery_is_tested_here() -> None:
    assert {folder.name for folder in GALLERY.iterdir() if folder.is_dir()} == FIGURES.keys()


@ALL
def test_the_folder_says_its_source_and_stays_small(name: str) -> None:
    folder = GALLERY / name

    source = (folder / "SOURCE.md").read_text(encoding="utf-8")

    assert FIGURES[name] in source
    assert any(word in source for word in ("Licence:", "without licence requirement"))
    assert sum(path.stat().st_size for path in folder.iterdir()) < 1_000_000


def test_human_development_gives_121_of_188_values_and_the_others_within_the_rounding_of_their_inputs() -> None:
    found = compared("human-development-2014")

    assert len(found.lines) == 188
    assert (found.count("total", "equal"), found.count("total", "within_rounding")) == (121, 67)


def test_human_development_gives_151_of_188_ranks_and_the_others_cannot_be_told_from_printed_inputs() -> None:
    found = compared("human-development-2014")

    assert (found.count("rank", "equal"), found.count("rank", "undecidable")) == (151, 37)


def test_human_development_gives_the_published_tier_of_every_country() -> None:
    tiers = {"very_high": 49, "high": 105, "medium": 144, "low": 188}  # the last rank of each in the report
    published = {
        row["country"]: next(tier for tier, last in tiers.items() if int(row["rank"]) <= last)
        for row in raw("human-development-2014")
    }

    ours = grades("human-development-2014")

    assert {country for country, tier in published.items() if ours[country] != tier} == set()


def test_townsend_gives_398_of_404_scores_to_the_ninth_decimal_and_the_highest_to_the_eighth() -> None:
    found = compared("townsend-2011")

    assert (found.count("total", "equal"), found.count("total", "within_rounding")) == (398, 6)
    others = [line for line in found.lines if line.total != "equal"]
    assert all(Decimal(line.total_published) > 10 for line in others)  # printed with ten digits, eight decimals
    assert max(abs(Decimal(line.total_ours) - Decimal(line.total_published)) for line in others) <= Decimal("5e-9")


def test_townsend_gives_the_published_order() -> None:
    published = {row["code"]: float(row["townsend"]) for row in raw("townsend-2011")}

    ours = [line.unit for line in compared("townsend-2011").lines]

    assert ours == sorted(published, key=published.__getitem__)


def test_townsend_gives_402_of_404_fifths_for_the_published_ones_are_cut_at_quantiles_of_the_scores() -> None:
    published = {row["code"]: f"q{row['quintile']}" for row in raw("townsend-2011")}

    ours = grades("townsend-2011")

    differing = {code: (ours[code], fifth) for code, fifth in published.items() if ours[code] != fifth}
    assert differing == {"S12000006": ("q3", "q4"), "E07000117": ("q4", "q5")}


def test_the_schools_give_60_of_65_scores_and_the_others_within_the_rounding_of_their_categories() -> None:
    found = compared("new-york-schools-2011")

    assert (found.count("total", "equal"), found.count("total", "within_rounding")) == (60, 5)


def test_the_schools_give_all_65_grades() -> None:
    published = {row["school"]: row["overall_grade"].lower() for row in raw("new-york-schools-2011")}

    assert grades("new-york-schools-2011") == published


@ALL
def test_the_whole_ranking_is_the_one_beside_the_scheme(name: str, golden: Golden, tmp_path: Path) -> None:
    folder = GALLERY / name

    write_result(scored(name), tmp_path, (folder / "scheme.yaml").read_text(encoding="utf-8"))

    golden(folder / "expected_ranking.csv", (tmp_path / "ranking.csv").read_bytes().decode("utf-8"))
