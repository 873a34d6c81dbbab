"""The commands of studies as a person calls them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from engine.town import TEXT, town_result
from kaoping.cli import app
from kaoping.engine import DEMO_LABEL, write_result


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["study", *(str(each) for each in arguments)], env={"COLUMNS": "200"})


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town") / "result"
    write_result(town_result(), folder, TEXT)
    return folder


def test_what_if_prints_what_differs_and_how_many_do_not(town: Path, tmp_path: Path) -> None:
    call = ("what-if", town, "--weight", "economy=50", "--figure", "单位a3/output/2024=120", "--finding", "a1=accident")

    shown = run(*call, "--out", tmp_path, "--lang", "en")

    assert shown.exit_code == 0
    assert "what-if: " in shown.stdout
    assert "Total then" in shown.stdout
    found = pl.read_csv(tmp_path / "what_if.csv")
    assert found["differs"].sum() + int(shown.stdout.split(" units differ, ")[1].split()[0]) == found.height == 8
    assert "变动后总分" in run(*call).stdout


def test_a_table_of_another_study_is_never_overwritten(town: Path, tmp_path: Path) -> None:
    assert run("what-if", town, "--out", tmp_path).exit_code == 0
    assert run("what-if", town, "--out", tmp_path).exit_code == 0  # the same again

    shown = run("what-if", town, "--weight", "economy=50", "--out", tmp_path)

    assert shown.exit_code == 1
    assert "D114" in shown.stderr


def test_without_a_change_everything_stays(town: Path) -> None:
    assert "0 个单位有变动，8 个不变" in run("what-if", town, "--previous", town, "--keep-statistics").stdout


def test_another_scheme_and_a_unit_less(town: Path) -> None:
    shown = run("what-if", town, "--scheme", town / "scheme.yaml", "--remove", "b1", "--remove", "b2")

    assert shown.exit_code == 1
    assert "S115" in shown.stderr  # no place is left for the titles of group b


@pytest.mark.parametrize(
    ("option", "text", "zh", "en"),
    [
        ("--weight", "economy", "--weight 应写成“A=D”，不能写“economy”。", "--weight is written A=D, not economy."),
        ("--weight", "economy=many", "--weight 的“many”不是数。", "--weight: many is no number."),
        ("--figure", "a1=3", "--figure 应写成“A/B/C=D”，不能写“a1=3”。", "--figure is written A/B/C=D, not a1=3."),
    ],
)
def test_a_change_of_another_shape_is_a_wrong_call(town: Path, option: str, text: str, zh: str, en: str) -> None:
    for lang, words in (("zh", zh), ("en", en)):
        shown = run("what-if", town, option, text, "--lang", lang)
        assert shown.exit_code == 2
        assert words in "".join(shown.stderr.split("\n")).replace("│", "").replace("  ", "")


@pytest.mark.parametrize(
    ("call", "zh", "en"),
    [
        ("robustness --draws 0", "--draws 至少为 1。", "--draws has to be at least 1."),
        ("sensitivity --draws 1", "--draws 至少为 2。", "--draws has to be at least 2."),
        ("robustness --spread 1", "--spread 须不小于 0 且小于 1。", "--spread has to be at least 0 and below 1."),
        ("sensitivity --spread=-0.1", "--spread 须不小于 0 且小于 1。", "--spread has to be at least 0 and below 1."),
    ],
)
def test_draws_and_spread_have_their_limits(town: Path, call: str, zh: str, en: str) -> None:
    name, *options = call.split()
    for lang, words in (("zh", zh), ("en", en)):
        shown = run(name, town, *options, "--lang", lang)
        assert shown.exit_code == 2
        assert words in shown.stderr


def test_robustness_prints_ranges_chances_and_what_was_varied(town: Path, tmp_path: Path) -> None:
    shown = run("robustness", town, "--draws", "12", "--vary", "weights", "--vary", "missing", "--out", tmp_path)

    assert shown.exit_code == 0
    assert all(words in shown.stdout for words in ("名次范围（12 次抽样）", "各情形的占比", "变动了什么"))
    assert {path.name for path in tmp_path.iterdir()} == {
        "robustness_ranks.csv",
        "robustness_chances.csv",
        "robustness_varied.csv",
    }


def test_a_study_of_the_sample_city_carries_its_label_and_cuts_no_figure(tmp_path: Path) -> None:
    areas = Path(__file__).parents[2] / "schemes" / "wuxi" / "areas" / "2016"
    data, result, out = tmp_path / "data", tmp_path / "result", tmp_path / "out"
    for call in (["demo-data", areas, "--out", data], ["score", areas, "--data", data, "--out", result]):
        assert CliRunner().invoke(app, [str(each) for each in call]).exit_code == 0

    for width in ("80", "120"):
        asked = ["study", "what-if", str(result), "--weight", "economy=30", "--lang", "en", "--out", str(out)]
        shown = CliRunner().invoke(app, asked, env={"COLUMNS": width})
        assert shown.exit_code == 0
        assert DEMO_LABEL in shown.stdout
        assert "…" not in shown.stdout
        found = pl.read_csv(out / "what_if.csv", infer_schema=False)
        assert all(total in shown.stdout for total in found.filter(differs="true")["total_if"])
        assert found["data_label"].unique().to_list() == [DEMO_LABEL]


def test_sensitivity_and_influence_print_titles_and_write_the_same_bytes_again(town: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert "经济发展" in run("sensitivity", town, "--draws", "4", "--out", tmp_path / name).stdout
        assert "Monthly reports" in run("influence", town, "--out", tmp_path / name, "--lang", "en").stdout

    for name in ("sensitivity.csv", "influence.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
