"""Every line of every printed explanation, recomputed by a reader that shares nothing with Kaoping."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given

from engine import fill_cases, growth_cases, variable_cases
from engine.grain_cases import CASES, Case
from engine.random_regulations import Regulation, regulations
from engine.small import leaf, small_text, tables
from engine.town import TEXT, town_result
from kaoping.engine import Engine, Result, Stored, load_tables, read_result, score, write_result
from kaoping.errors import DataError, Language
from kaoping.report import explain
from kaoping.scheme import load, load_text
from report import village
from report.printed_explanation import WrongError, read_line, recompute
from report.recompute_folder import LANGUAGES, recomputed
from report.village import village_result

SCHEMES = Path(__file__).parents[2] / "schemes"
EVENTS = [
    {"unit": "a1", "indicator": "discipline", "kind": "minor", "times": "2"},
    {"unit": "a1", "indicator": "discipline", "kind": "major"},
    {"unit": "a2", "indicator": "awards", "points": "2.5"},
    {"unit": "a2", "indicator": "awards", "points": "2.5"},
    {"unit": "a3", "indicator": "breaches", "points": "1.5"},
    {"unit": "b1", "indicator": "awards", "points": "1"},
]
FINDINGS = [
    {"unit": "a1", "finding": "accountability", "evidence": "通报〔2024〕7号"},
    {"unit": "a2", "finding": "accident"},
]
STATUSES = {("a3", "growth"): "excused", ("b2", "output"): "missing", ("b3", "growth"): "not_applicable"}


def stored(result: Result, text: str, folder: Path) -> Stored:
    write_result(result, folder, text)
    return read_result(folder)


def shipped(name: str, folder: Path, data: Path | None = None) -> Stored:
    own = SCHEMES / name
    scheme = load(own)
    tables = load_tables(scheme, own if data is None else data, None if data is None else own / "data.yaml")
    return stored(score(scheme, tables, engine="exact"), (own / "scheme.yaml").read_text(encoding="utf-8"), folder)


def town(folder: Path) -> Stored:
    result = town_result(months={"a4": 7, "a5": 9}, statuses=STATUSES, events=EVENTS, findings=FINDINGS)
    return stored(result, TEXT, folder)


@pytest.mark.parametrize(
    ("name", "units"),
    [("published/nantong-2017-08", 19), ("published/jining-2017-08", 19), ("published/hotline-lianyungang", 19)],
)
def test_every_line_of_a_published_scheme_is_reached_again(name: str, units: int, tmp_path: Path) -> None:
    result = shipped(name, tmp_path)

    lines = recomputed(result)

    assert lines["units"] >= units
    assert lines["zh"] == lines["en"] > 5 * units


def test_every_line_of_the_town_is_reached_again(tmp_path: Path) -> None:
    lines = recomputed(town(tmp_path))

    assert lines["zh"] == lines["en"] > 100


@pytest.mark.parametrize("engine", ["exact", "columns"])
def test_every_line_of_the_villages_is_reached_again(engine: Engine, tmp_path: Path) -> None:
    lines = recomputed(stored(village_result(engine=engine), village.TEXT, tmp_path))

    assert lines["zh"] == lines["en"] > 100


def test_every_line_is_reached_again_where_less_is_better_and_equals_share_the_last_rank(tmp_path: Path) -> None:
    text = village.TEXT.replace("ties: average", "ties: highest\n  order: lower_is_better")

    lines = recomputed(stored(village_result(text), text, tmp_path))

    assert lines["zh"] == lines["en"] > 100


@pytest.mark.parametrize("ties", ["lowest", "dense"])
def test_every_line_is_reached_again_under_each_tie_rule(ties: str, tmp_path: Path) -> None:
    text = village.TEXT.replace("ties: average", f"ties: {ties}")

    lines = recomputed(stored(village_result(text), text, tmp_path))

    assert lines["zh"] == lines["en"] > 100


@pytest.mark.parametrize("case", growth_cases.CASES.values(), ids=growth_cases.CASES.keys())
def test_every_line_of_computed_growth_is_reached_again(case: Case, tmp_path: Path) -> None:
    result = stored(score(load_text(case.text, "small.yaml"), case.tables), case.text, tmp_path)

    lines = recomputed(result)

    assert lines["zh"] == lines["en"] > lines["units"]


@pytest.mark.parametrize("case", variable_cases.CASES.values(), ids=variable_cases.CASES.keys())
def test_every_line_on_variables_is_reached_again(case: Case, tmp_path: Path) -> None:
    result = stored(score(load_text(case.text, "small.yaml"), case.tables), case.text, tmp_path)

    lines = recomputed(result)

    assert lines["zh"] == lines["en"] >= lines["units"]


SCORED = {name: case for name, case in fill_cases.CASES.items() if set(case.points.values()) != {None}}


@pytest.mark.parametrize("case", SCORED.values(), ids=SCORED.keys())
def test_every_line_on_figures_filled_in_is_reached_again(case: Case, tmp_path: Path) -> None:
    result = stored(score(load_text(case.text, "small.yaml"), case.tables), case.text, tmp_path)

    lines = recomputed(result)

    assert lines["zh"] == lines["en"] >= lines["units"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_line_over_finer_rows_is_reached_again(case: Case, tmp_path: Path) -> None:
    result = stored(score(load_text(case.text, "small.yaml"), case.tables), case.text, tmp_path)

    lines = recomputed(result)

    assert lines["zh"] == lines["en"] >= lines["units"]


def test_every_line_is_reached_again_where_a_changed_figure_stands_among_frozen_ones(tmp_path: Path) -> None:
    case = CASES["ranked each quarter, then averaged"]
    scheme = load_text(case.text, "small.yaml")
    first = stored(score(scheme, case.tables), case.text, tmp_path / "first")
    is_changed = (pl.col("unit") == "u1") & (pl.col("period") == "2024-Q2")
    actual = pl.when(is_changed).then(pl.lit("2.5")).otherwise(pl.col("actual")).alias("actual")
    changed = replace(case.tables, observations=case.tables.observations.with_columns(actual))

    again = stored(score(scheme, changed, frozen=first.frozen()), case.text, tmp_path / "again")

    assert recomputed(again)["zh"] > 3
    told = explain(again, "u1", lang="zh")
    assert "名次（2024-Q2）：报送 2.5，3 个单位中，优于本单位的 1 个" in told


@pytest.mark.parametrize("direction", ["higher_is_better", "lower_is_better"])
def test_every_line_is_reached_again_where_a_figure_counts_as_a_frozen_end(direction: str, tmp_path: Path) -> None:
    text = small_text(leaf("p", rule="min_max", **{"with": "{low: 0, high: 100, when_equal: 50}"}, direction=direction))
    scheme = load_text(text, "small.yaml")
    given = [tables({"u1": {"p": 0}, "u2": {"p": figure}, "u3": {"p": 100}}) for figure in (50, 400)]
    first = stored(score(scheme, given[0]), text, tmp_path / "first")

    again = stored(score(scheme, given[1], frozen=first.frozen()), text, tmp_path / "again")

    assert recomputed(again)["en"] > 10
    told = [explain(again, "u2", lang=lang) for lang in LANGUAGES]
    assert "报送超出所比数据的一端，按该端计：得数 取小(取大(400, 0), 100) = 100" in told[0]
    assert (
        "delivered beyond an end of the figures compared with counts as that end: gives min(max(400, 0), 100) = 100"
        in told[1]
    )


def test_every_line_of_the_english_authorities_is_reached_again(tmp_path: Path) -> None:
    root = os.environ.get("KAOPING_DATA")
    if root is None:
        pytest.skip("KAOPING_DATA is not set: it names the folder that holds lait_england")
    shipped("lait-england", tmp_path, Path(root) / "lait_england")
    program = [sys.executable, str(Path(__file__).with_name("recompute_folder.py")), str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    # Two programs side by side: 790 explanations in two languages, 170,000 lines.
    running = [
        subprocess.Popen([*program, str(share), "2"], env=env, stdout=subprocess.PIPE, encoding="utf-8")
        for share in range(2)
    ]
    printed = [one.communicate()[0] for one in running]

    assert [one.returncode for one in running] == [0, 0]
    found = [json.loads(text) for text in printed]
    assert sum(one["units"] for one in found) > 150
    assert all(one["zh"] == one["en"] > 50_000 for one in found)


@given(regulations(is_tame=True))
def test_every_line_of_a_random_regulation_is_reached_again(regulation: Regulation) -> None:
    try:
        result = score(regulation.scheme(), regulation.tables(), engine="exact")
    except DataError:
        return
    with TemporaryDirectory() as folder:
        lines = recomputed(stored(result, regulation.text, Path(folder) / "result"))

    # A regulation over which nobody has any points has no line either.
    assert lines["zh"] == lines["en"]


def _spoiled(line: str) -> str:
    """Move the last digit of a line."""
    digit = int(line[-1])
    return f"{line[:-1]}{(digit + 1) % 10}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_changed_result_of_any_line_is_noticed(lang: Language, tmp_path: Path) -> None:
    lines = explain(town(tmp_path), "a2", lang=lang).split("\n")
    computed = [
        at for at, line in enumerate(lines) if (told := read_line(line.strip())) and told.expression is not None
    ]

    for at in computed:
        with pytest.raises(WrongError):
            recompute("\n".join([*lines[:at], _spoiled(lines[at]), *lines[at + 1 :]]))

    assert len(computed) > 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_changed_figure_in_any_heading_is_noticed(lang: Language, tmp_path: Path) -> None:
    text = explain(town(tmp_path), "a2", lang=lang)
    headings = re.findall(r"^[^·\n]*[（(][a-z_]+[）)][：:].*(?:分|points).*$", text, re.MULTILINE)

    for heading in headings:
        spoiled = re.sub(r"(\d)( 分| points)", lambda found: f"{(int(found[1]) + 1) % 10}{found[2]}", heading, count=1)
        with pytest.raises(WrongError):
            recompute(text.replace(heading, spoiled))

    assert len(headings) == 12


def test_a_changed_weight_is_noticed(tmp_path: Path) -> None:
    text = explain(town(tmp_path), "a2", lang="zh")

    with pytest.raises(WrongError):
        recompute(text.replace("权重 60", "权重 61", 1))


def test_a_condition_that_does_not_hold_is_noticed(tmp_path: Path) -> None:
    text = explain(town(tmp_path), "a2", lang="zh")

    with pytest.raises(WrongError):
        recompute(text.replace("因 100 ≥ 90", "因 80 ≥ 90"))
