"""Every command as a person calls it: what it prints, where, and how it exits."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from engine.town import TEXT, town_result
from kaoping import __version__
from kaoping.cli import app, main
from kaoping.engine import write_result

SCHEMES = Path(__file__).parents[2] / "schemes" / "published"
NANTONG, HOTLINE = SCHEMES / "nantong-2017-08", SCHEMES / "hotline-lianyungang"
COMMANDS = ("check", "score", "explain", "workbook", "diff", "schema", "new", "demo-data", "version", "study")


def run(*arguments: str | Path, width: int = 110) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": str(width)})


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    write_result(town_result(), folder, TEXT)
    return folder


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "scheme.yaml"
    path.write_text(
        (NANTONG / "scheme.yaml").read_text(encoding="utf-8").replace("as_given", "as_givn"), encoding="utf-8"
    )
    return path


def test_help_lists_every_command() -> None:
    shown = run("--help")

    assert shown.exit_code == 0
    assert all(re.search(rf"^│ {name} ", shown.stdout, re.MULTILINE) for name in COMMANDS)


def test_without_a_command_the_help_is_shown_and_the_exit_code_says_that_the_call_was_wrong() -> None:
    assert run().exit_code == 2
    assert run("nonsense").exit_code == 2


@pytest.mark.parametrize(("lang", "words"), [("zh", "方案没有问题。\n"), ("en", "The scheme is sound.\n")])
def test_check_says_that_a_good_scheme_is_sound(lang: str, words: str) -> None:
    shown = run("check", NANTONG, "--lang", lang)

    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, words, "")


@pytest.mark.parametrize(("lang", "words"), [("zh", "共 3 个问题。"), ("en", "3 problems.")])
def test_check_reports_every_problem_with_its_place(lang: str, words: str, broken: Path) -> None:
    shown = run("check", broken, "--lang", lang)

    assert shown.exit_code == 1
    assert shown.stdout == ""
    assert shown.stderr.count("scheme.yaml:") == 3
    assert "as_given" in shown.stderr
    assert shown.stderr.endswith(words + "\n")


def test_check_gives_the_problems_as_json(broken: Path) -> None:
    bad, good = run("check", broken, "--json"), run("check", NANTONG, "--json")

    found = json.loads(bad.stdout)
    assert (bad.exit_code, good.exit_code, json.loads(good.stdout)) == (1, 0, [])
    assert len(found) == 3
    assert {"code", "where", "message", "hint", "others"} <= found[0].keys()
    assert found[0]["where"]["line"] > 1


def test_one_problem_is_counted_as_one() -> None:
    assert run("check", "nowhere", "--lang", "en").stderr.endswith("\n1 problem.\n")


def test_score_prints_the_ranking_beside_the_published_one() -> None:
    zh, en = run("score", NANTONG), run("score", NANTONG, "--lang", "en")

    assert (zh.exit_code, en.exit_code) == (0, 0)
    assert "│ 公布总分 │ 公布名次 │" in zh.stdout.replace("┃", "│")
    assert re.search(r"│ +1 │ 中兴街道 +│ +94\.91 │ +94\.91 │ +1 │ 一致 ", zh.stdout)
    assert "※ 总分相同而名次不同的，按修约前总分排定：钟秀街道 94.31、新开街道 94.308" in zh.stdout
    assert "rank undecidable from printed inputs" in en.stdout
    assert "Equal printed totals with different ranks" in en.stdout


@pytest.mark.parametrize("width", [80, 110])
@pytest.mark.parametrize("folder", [NANTONG, HOTLINE])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_tables_stand_straight_at_any_width(folder: Path, width: int, lang: str) -> None:
    shown = run("score", folder, "--lang", lang, width=width)

    widths: set[int] = set()
    for line in shown.stdout.split("\n"):
        if line.startswith("┏"):
            widths = set()
        if line[:1] in tuple("┏┃┡│├└"):
            widths.add(cell_len(line))
            assert len(widths) == 1, line
            assert cell_len(line) <= width
    assert "…" not in shown.stdout


@pytest.mark.parametrize("engine", ["auto", "columns", "exact"])
def test_score_writes_the_result_folder_and_names_the_run(engine: str, tmp_path: Path) -> None:
    shown = run("score", NANTONG / "scheme.yaml", "--engine", engine, "--out", tmp_path / "out", "--lang", "en")

    facts = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert shown.exit_code == 0
    assert f"run {facts['result'][:12]}, written to" in shown.stdout
    assert facts["engine"]["figures"] == ("columns" if engine == "columns" else "exact")


def test_score_reads_its_data_from_another_folder(tmp_path: Path) -> None:
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text((NANTONG / "scheme.yaml").read_text(encoding="utf-8"), encoding="utf-8")

    alone, beside = run("score", tmp_path), run("score", tmp_path, "--data", NANTONG)

    assert (alone.exit_code, beside.exit_code) == (1, 0)
    assert "D017" in alone.stderr


def nantong(folder: Path, period: str, after_appeal: str = "") -> Path:
    """Give the folder of Nantong's assessment in another period."""
    folder.mkdir()
    for path in NANTONG.iterdir():
        text = path.read_text(encoding="utf-8").replace("2017-08", period)
        (folder / path.name).write_text(text.replace("  ties:", f"{after_appeal}  ties:"), encoding="utf-8")
    return folder


def test_score_takes_several_earlier_results_of_the_year_before_only(tmp_path: Path) -> None:
    before, now = tmp_path / "2016", tmp_path / "2017"
    run("score", nantong(tmp_path / "earlier", "2016-08"), "--out", before)

    shown = run("score", NANTONG, "--previous", before, "--previous", before, "--out", now)
    wrong = run("score", NANTONG, "--previous", now, "--lang", "en")

    facts = json.loads((now / "result.json").read_text(encoding="utf-8"))
    assert shown.exit_code == 0
    assert len(facts["previous"]) == 2
    assert wrong.exit_code == 1
    assert re.search(r"D123  run [0-9a-f]{12} holds 2017-08, and not the periods a year before .*2016-08", wrong.stderr)


def test_a_correction_goes_by_the_earlier_results_of_the_run_it_corrects(tmp_path: Path) -> None:
    folder = nantong(tmp_path / "now", "2017-08", "  after_appeal: recompute_statistics\n")
    run("score", nantong(tmp_path / "earlier", "2016-08"), "--out", tmp_path / "before")
    run("score", folder, "--previous", tmp_path / "before", "--out", tmp_path / "first")

    without = run("score", folder, "--corrects", tmp_path / "first", "--lang", "en")
    given = run("score", folder, "--corrects", tmp_path / "first", "--previous", tmp_path / "before")

    assert (without.exit_code, given.exit_code) == (1, 0)
    assert re.search(r"D124  run [0-9a-f]{12} went by earlier results [0-9a-f]{12}, which", without.stderr)


def facts_of(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("after_appeal", "option", "keeps", "corrects"),
    [
        ("", "--frozen", True, False),
        ("keep_statistics", "--frozen", True, False),
        ("keep_statistics", "--corrects", True, True),
        ("recompute_statistics", "--corrects", False, True),
    ],
)
def test_score_goes_by_the_statistics_of_an_earlier_run(
    after_appeal: str, option: str, *, keeps: bool, corrects: bool, tmp_path: Path
) -> None:
    folder = SCHEMES / "hotline-panjin"
    text = (folder / "scheme.yaml").read_text(encoding="utf-8")
    changed = text.replace("  rank_on:", f"  after_appeal: {after_appeal}\n  rank_on:") if after_appeal else text
    (tmp_path / "scheme.yaml").write_text(changed, encoding="utf-8")
    run("score", folder, "--out", tmp_path / "one")

    shown = run("score", tmp_path, "--data", folder, option, tmp_path / "one", "--out", tmp_path / "two")

    first, facts = facts_of(tmp_path / "one"), facts_of(tmp_path / "two")
    name = str(first["result"])[:12]
    assert (shown.exit_code, first["frozen"], first["corrects"]) == (0, None, None)
    assert (facts["frozen"], facts["corrects"]) == (name if keeps else None, name if corrects else None)


def test_a_correction_by_a_scheme_that_does_not_say_what_stays_is_refused(tmp_path: Path) -> None:
    run("score", NANTONG, "--out", tmp_path / "one")

    refused = run("score", NANTONG, "--corrects", tmp_path / "one", "--out", tmp_path / "two", "--lang", "en")

    assert (refused.exit_code, (tmp_path / "two").exists()) == (1, False)
    assert re.search(r"scheme\.yaml:\d+:\d+  S161  this run corrects run [0-9a-f]{12}, ", refused.stderr)


@pytest.mark.parametrize(("lang", "words"), [("zh", "只能写一个"), ("en", "exclude each other")])
def test_a_run_is_frozen_or_a_correction(lang: str, words: str, town: Path) -> None:
    shown = run("score", NANTONG, "--frozen", town, "--corrects", town, "--lang", lang, width=200)

    assert (shown.exit_code, words in shown.stderr) == (2, True)


def test_a_wrong_call_and_a_folder_that_is_no_result_have_their_exit_codes(tmp_path: Path) -> None:
    assert run("score").exit_code == 2
    assert run("score", NANTONG, "--engine", "guess").exit_code == 2
    assert run("score", tmp_path / "nowhere").exit_code == 1
    refused = run("score", NANTONG, "--previous", tmp_path)
    assert (refused.exit_code, "D108" in refused.stderr) == (1, True)


@pytest.mark.parametrize(("lang", "head"), [("zh", "得分说明\n"), ("en", "Explanation of the score\n")])
def test_explain_finds_a_unit_by_id_or_title_and_tells_the_whole_tree(lang: str, head: str, town: Path) -> None:
    by_id, by_title = (run("explain", town, name, "--lang", lang) for name in ("a1", "单位a1"))

    assert by_id.exit_code == by_title.exit_code == 0
    assert by_id.stdout == by_title.stdout
    assert by_id.stdout.startswith(head)
    assert all(f"{left}{node}{right}" in by_id.stdout for node in ("total", "economy", "growth", "awards")
               for left, right in [("（", "）") if lang == "zh" else ("(", ")")])  # fmt: skip


def test_explain_tells_one_node_by_id_or_title(town: Path) -> None:
    by_id, by_title = (run("explain", town, "a1", name) for name in ("economy", "经济发展"))

    assert by_id.stdout == by_title.stdout
    assert "（growth）" in by_id.stdout
    assert "（duties）" not in by_id.stdout


def test_explain_tells_one_period(tmp_path: Path) -> None:
    run("score", HOTLINE, "--out", tmp_path)

    every, one = run("explain", tmp_path, "灌南县"), run("explain", tmp_path, "灌南县", "--period", "2022-08")
    none = run("explain", tmp_path, "灌南县", "--period", "2022-09")

    assert every.stdout.count("考评周期：") == 5
    assert "考评周期：2022-08" in one.stdout
    assert one.stdout.count("考评周期：") == 1
    assert (none.exit_code, "2022-08" in none.stderr) == (1, True)


def test_explain_offers_the_nearest_names(town: Path) -> None:
    unit, node = run("explain", town, "单位a", "--lang", "en"), run("explain", town, "a1", "econmy", "--lang", "en")

    assert (unit.exit_code, node.exit_code) == (1, 1)
    assert '"单位a5"' in unit.stderr
    assert '"economy"' in node.stderr


def test_explain_refuses_a_folder_that_is_no_result_or_was_changed(tmp_path: Path) -> None:
    write_result(town_result(), tmp_path / "out", TEXT)
    with (tmp_path / "out" / "scores.csv").open("a", encoding="utf-8") as file:
        file.write("\n")

    none, changed = run("explain", tmp_path, "a1"), run("explain", tmp_path / "out", "a1")

    assert (none.exit_code, "D108" in none.stderr) == (1, True)
    assert (changed.exit_code, "D109" in changed.stderr) == (1, True)


def test_a_result_that_cannot_be_computed_again_is_a_fault_of_ours(tmp_path: Path) -> None:
    write_result(town_result(), tmp_path, TEXT)
    scores, facts = tmp_path / "scores.csv", tmp_path / "result.json"
    scores.write_text(scores.read_text(encoding="utf-8").replace(",92.0,", ",93.0,"), encoding="utf-8", newline="\n")
    table = pl.read_parquet(tmp_path / "scores.parquet")
    table.with_columns(pl.col("points", "before_rounding").replace("92.0", "93.0")).write_parquet(
        tmp_path / "scores.parquet"
    )
    known = json.loads(facts.read_text(encoding="utf-8"))
    known["files"]["scores.csv"] = hashlib.sha256(scores.read_bytes()).hexdigest()
    unsigned = {name: value for name, value in known.items() if name != "result"}
    text = json.dumps(unsigned, ensure_ascii=False, sort_keys=True)
    known["result"] = hashlib.sha256(text.encode("utf-8")).hexdigest()
    facts.write_text(json.dumps(known, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")

    shown = run("explain", tmp_path, "a1")

    assert (shown.exit_code, "E002" in shown.stderr) == (3, True)


def test_diff_says_what_changed_and_whose_scores(tmp_path: Path) -> None:
    changed = tmp_path / "scheme.yaml"
    text = (NANTONG / "scheme.yaml").read_text(encoding="utf-8")
    changed.write_text(text.replace("value: 40", "value: 39", 1).replace("value: 20", "value: 21"), encoding="utf-8")

    zh, en, same = (
        run("diff", NANTONG, changed),
        run("diff", NANTONG, changed, "--lang", "en"),
        run("diff", NANTONG, NANTONG, "--lang", "en"),
    )

    assert (zh.exit_code, en.exit_code, same.exit_code) == (0, 0, 0)
    assert "（system）的权重由 40 改为 39。" in zh.stdout
    assert len(zh.stdout.splitlines()) == len(en.stdout.splitlines()) == 2
    assert same.stdout == "The schemes say the same.\n"
    assert run("diff", NANTONG, NANTONG).stdout == "两个方案没有差别。\n"


def test_schema_prints_a_json_schema() -> None:
    schema = json.loads(run("schema").stdout)

    assert schema["$schema"].startswith("https://json-schema.org/")
    assert {"kaoping", "numbers", "groups"} <= set(schema["required"])


def test_new_writes_a_starter_that_checks_clean_and_leaves_an_existing_file_alone(tmp_path: Path) -> None:
    folder = tmp_path / "streets"

    first = run("new", folder)
    text = (folder / "scheme.yaml").read_text(encoding="utf-8")
    second, other = run("new", folder), run("new", folder, "--lang", "en")

    assert (first.exit_code, str(str(folder / "scheme.yaml")) in first.output) == (0, True)
    assert run("check", folder).exit_code == 0
    assert (second.exit_code, other.exit_code) == (2, 2)
    assert "已存在" in second.stderr
    assert "left alone" in other.stderr
    assert (folder / "scheme.yaml").read_text(encoding="utf-8") == text


def test_version_prints_the_version() -> None:
    assert run("version").stdout == f"{__version__}\n"


def test_main_runs_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["kaoping", "version"])

    with pytest.raises(SystemExit) as caught:
        main()

    assert (caught.value.code, capsys.readouterr().out) == (0, f"{__version__}\n")


def test_the_command_runs_in_a_process_of_its_own() -> None:
    call = [sys.executable, "-c", "from kaoping.cli import main; main()", "score", str(NANTONG), "--lang", "en"]

    shown = subprocess.run(call, capture_output=True, encoding="utf-8", check=False)

    assert (shown.returncode, shown.stderr) == (0, "")
    assert "中兴街道" in shown.stdout


@pytest.mark.parametrize(
    ("name", "scheme_id"),
    [("考评2024", "scheme_2024"), ("2024 a", "scheme_2024_a"), ("月度", "scheme"), ("My-City", "my_city")],
)
def test_new_makes_a_sound_scheme_whatever_the_folder_is_called(tmp_path: Path, name: str, scheme_id: str) -> None:
    made = CliRunner().invoke(app, ["new", str(tmp_path / name)])
    checked = CliRunner().invoke(app, ["check", str(tmp_path / name)])

    assert (made.exit_code, checked.exit_code) == (0, 0)
    assert f"id: {scheme_id}\n" in (tmp_path / name / "scheme.yaml").read_text(encoding="utf-8")


def test_a_file_where_a_folder_should_be_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")

    made = CliRunner().invoke(app, ["new", str(tmp_path / "taken" / "inside"), "--lang", "en"])

    assert (made.exit_code, "taken" in made.output) == (2, True)


def test_demo_data_are_written_once_and_only_for_units_of_the_sample_city(tmp_path: Path) -> None:
    areas, out = SCHEMES.parent / "wuxi" / "areas" / "2016", tmp_path / "data"

    written = run("demo-data", areas, "--out", out, "--lang", "en")
    again = run("demo-data", areas, "--out", out, "--lang", "en")
    other = run("demo-data", NANTONG, "--out", tmp_path / "x", "--lang", "en")

    assert (written.exit_code, written.stdout) == (0, f"9 tables of demo data written to {out}\n")
    assert (again.exit_code, "D114" in again.stderr) == (1, True)
    assert (other.exit_code, "S200  the sample city has no units of these groups." in other.stderr) == (1, True)
