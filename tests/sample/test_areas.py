"""The areas scheme run for the sample city: labelled, repeatable, every row S0.1 to S1.12 seen in the result."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kaoping.engine import DEMO_LABEL, Result, Stored, load_tables, read_result, score, write_result
from kaoping.report import explain
from kaoping.sample import AREAS, city_of, generate, write_sample
from kaoping.scheme import load, load_text
from kaoping.scheme.model import Part, Scheme
from report.recompute_folder import recomputed

FOLDER = Path(__file__).parents[2] / "schemes" / "wuxi" / "areas" / "2016"
SEED = 2016


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return load(FOLDER)


@pytest.fixture(scope="module")
def data(scheme: Scheme, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("areas") / "data"
    write_sample(generate(scheme, AREAS, SEED), folder)
    return folder


@pytest.fixture(scope="module")
def result(scheme: Scheme, data: Path) -> Result:
    return score(scheme, load_tables(scheme, data))


@pytest.fixture(scope="module")
def stored(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Stored:
    folder = tmp_path_factory.mktemp("areas") / "result"
    write_result(result, folder, (FOLDER / "scheme.yaml").read_text(encoding="utf-8"))
    return read_result(folder)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(scheme: Scheme, data: Path, tmp_path: Path) -> None:
    again = write_sample(generate(scheme, AREAS, SEED), tmp_path / "again")
    other = write_sample(generate(scheme, AREAS, SEED + 1), tmp_path / "other")

    assert {path.name: path.read_bytes() for path in again} == {path.name: path.read_bytes() for path in data.iterdir()}
    assert (data / "observations.csv").read_bytes() != (tmp_path / "other" / other[1].name).read_bytes()


def test_every_row_carries_the_label(data: Path) -> None:
    for path in data.iterdir():
        labels = pl.read_csv(path, infer_schema=False)["data_label"]
        assert labels.unique().to_list() == [DEMO_LABEL]


def test_the_ranges_written_down_hold(scheme: Scheme, result: Result) -> None:
    observed = result.tables.observations.filter(~pl.col("unit").str.starts_with("peer_of_"))
    missing = observed.filter(pl.col("status") == "missing").height / observed.height
    corrected = observed["note"].str.starts_with("更正").sum() / observed.height
    both = result.tables.targets.join(observed.drop_nulls("actual"), on=["unit", "indicator", "period"])
    outcome = both["actual"].cast(pl.Float64) / both["target"].cast(pl.Float64)

    assert missing == pytest.approx(0.03, abs=0.01)
    assert corrected == pytest.approx(0.02, abs=0.01)
    assert both.filter(outcome.is_between(0.84, 1.17)).height / both.height > 0.97  # whole projects round coarsely
    assert set(observed["vintage"].drop_nulls()) == {"flash", "final"}
    assert load_text((FOLDER / "scheme.yaml").read_text(encoding="utf-8"), "scheme.yaml") == scheme


def test_units_of_other_schemes_are_not_in_the_sample_city(scheme: Scheme) -> None:
    other = load(FOLDER.parents[2] / "published" / "nantong-2017-08")

    assert (city_of(scheme), city_of(other)) == (AREAS, None)


def test_every_line_of_every_area_is_reached_again(stored: Stored) -> None:
    lines = recomputed(stored)

    assert lines["units"] == 7
    assert lines["zh"] == lines["en"] > 7 * 3 * 100


def _part(scheme: Scheme, name: str) -> Part:
    return next(node for node in scheme.nodes() if isinstance(node, Part) and node.id == name)


def test_s0_1_to_s1_2_who_and_on_what_basis_stand_in_the_result(stored: Stored) -> None:
    process = stored.facts["process"]

    assert [basis["title"] for basis in stored.facts["basis"]] == [
        "参照《2016年度无锡市市(县)区科学发展考核评价实施意见》"
    ]
    assert stored.ranking.filter(pl.col("period") == "2016").height == 7
    assert process["organiser"] == "市发展和改革委员会"
    assert {body["id"] for body in process["bodies"]} == {"leading_group", "office", "standing_committee"}
    assert (process["reviewed_by"], process["decided_by"]) == ("leading_group", "standing_committee")


def test_s1_3_to_s1_8_the_five_parts_and_what_they_are_made_of(scheme: Scheme) -> None:
    assert [part.id for part in scheme.parts] == ["comprehensive", "key", "benchmarking", "tough", "innovation"]
    assert len(_part(scheme, "comprehensive").parts) == 6
    assert len(_part(scheme, "key").parts) == 8
    assert len(_part(scheme, "benchmarking").indicators) == 9
    shares = {
        (
            str(leaf.with_["level_share"].number),
            str(leaf.with_["growth_share"].number),
            leaf.with_["level_share"].source,
        )
        for part in _part(scheme, "comprehensive").parts
        for leaf in part.indicators
        if leaf.rule == "level_and_growth"
    }
    assert shares == {("0.4", "0.6", "article S1.4")}
    assert all({leaf.data.every for leaf in part.indicators} > {"scored_period"} for part in _part(scheme, "key").parts)


def _found(stored: Stored, kind: str, name: str) -> list[tuple[str, str]]:
    rows = stored.outcomes.filter((pl.col("kind") == kind) & (pl.col("id") == name) & (pl.col("holds") == "yes"))
    return list(rows.select("period", "unit").iter_rows())


def test_s1_9_and_s1_10_titles_pass_a_disqualified_unit_by_and_first_places_do_not(stored: Stored) -> None:
    titled = _found(stored, "title", "advanced_area")
    firsts = stored.outcomes.filter(pl.col("kind") == "first_place")

    assert len(titled) == 9
    assert ("2016", "jia") in titled
    assert ("2017", "jia") not in titled
    assert stored.ranking.filter((pl.col("period") == "2017") & (pl.col("unit") == "jia"))["rank"].to_list() == ["1"]
    assert firsts["id"].n_unique() == 6
    assert firsts.filter((pl.col("period") == "2017") & (pl.col("unit") == "jia")).height > 0


def test_s1_11_and_s1_12_the_last_is_talked_to_and_two_years_last_is_flagged(stored: Stored) -> None:
    assert _found(stored, "outcome", "talk") == [("2016", "geng"), ("2017", "geng"), ("2018", "geng")]
    assert _found(stored, "outcome", "adjustment") == [("2017", "geng"), ("2018", "geng")]
    record = stored.ranking.filter(pl.col("unit") == "geng").select("period", "total", "rank").sort("period")
    assert record["period"].to_list() == ["2016", "2017", "2018"]
    assert "示例市" in explain(stored, "geng", lang="zh")
