"""A result as a folder: read back as written, found out when changed, labelled when made up, safe in a spreadsheet."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from engine.small import leaf, small, small_text, tables, totals
from engine.town import TEXT, town, town_result, town_tables
from kaoping.engine import DEMO_LABEL, earlier_from, input_hash, load_tables, read_result, score, write_result
from kaoping.engine.table_files import read_csv, read_result_table
from kaoping.errors import DataError
from kaoping.scheme import load_text

RESULT_TABLES = ("ranking", "scores", "statistics", "outcomes")
EVENTS = [{"unit": "a1", "indicator": "awards", "points": "2"}]


def test_a_result_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    result = town_result(events=EVENTS)

    digest = write_result(result, tmp_path / "new" / "folder", TEXT)
    stored = read_result(tmp_path / "new" / "folder")

    assert [name for name in RESULT_TABLES if not getattr(stored, name).equals(getattr(result, name))] == []
    assert (stored.run, stored.scheme, input_hash(stored.tables)) == (
        digest[:12],
        result.scheme,
        input_hash(result.tables),
    )
    assert score(stored.scheme, stored.tables).scores.equals(result.scores)


def test_parquet_says_the_same_as_csv(tmp_path: Path) -> None:
    write_result(town_result(), tmp_path, TEXT)

    differing = [
        name
        for name in RESULT_TABLES
        if not pl.read_parquet(tmp_path / f"{name}.parquet").equals(read_result_table(tmp_path / f"{name}.csv"))
    ]

    assert differing == []


def _with_cell(path: Path) -> None:
    frame = pl.read_parquet(path)
    frame.with_columns(pl.lit("99").alias("total")).write_parquet(path)


def _with_bytes(position: int) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[position] ^= 0xFF
        path.write_bytes(data)

    return change


@pytest.mark.parametrize(
    "change",
    [
        _with_cell,
        Path.unlink,
        lambda path: path.write_bytes(b"nothing"),
        *(_with_bytes(at) for at in (4, -5, -20)),
    ],
)
def test_parquet_that_says_anything_else_is_refused(tmp_path: Path, change: Callable[[Path], object]) -> None:
    write_result(town_result(), tmp_path, TEXT)
    change(tmp_path / "ranking.parquet")

    with pytest.raises(DataError) as caught:
        read_result(tmp_path)

    assert [problem.text("en") for problem in caught.value.problems] == [
        f"ranking.parquet in {tmp_path} is missing, cannot be read, or does not say the same as ranking.csv."
    ]


def test_parquet_written_otherwise_but_saying_the_same_is_taken(tmp_path: Path) -> None:
    write_result(town_result(), tmp_path, TEXT)
    path = tmp_path / "scores.parquet"
    before = path.read_bytes()

    pl.read_parquet(path).write_parquet(path, compression="uncompressed")

    assert path.read_bytes() != before
    assert read_result(tmp_path).scores.equals(town_result().scores)


def test_csv_begins_with_a_mark_so_that_spreadsheets_show_chinese(tmp_path: Path) -> None:
    write_result(town_result(), tmp_path, TEXT)

    starts = {path.name: path.read_bytes()[:4] for path in sorted(tmp_path.rglob("*.csv"))}
    unmarked = tmp_path / "ranking.csv"
    with_mark = read_csv(unmarked)
    unmarked.write_bytes(unmarked.read_bytes()[3:])

    assert {start[:3] for start in starts.values()} == {codecs.BOM_UTF8}
    assert {start[3:] for start in starts.values()} == {b"p", b"u", "文".encode()[:1]}
    assert read_csv(unmarked).equals(with_mark)


def test_the_inputs_of_a_result_can_be_scored_again_as_they_lie_there(tmp_path: Path) -> None:
    result = town_result(events=EVENTS)
    write_result(result, tmp_path, TEXT)

    tables = load_tables(town(), tmp_path / "inputs")

    assert input_hash(tables) == input_hash(result.tables)


def test_result_json_names_scheme_inputs_engine_and_what_is_assumed(tmp_path: Path) -> None:
    result = town_result(events=EVENTS)
    write_result(result, tmp_path, TEXT)

    facts = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))

    assert {name: facts[name] for name in ("basis", "engine", "previous", "data_label")} == {
        "basis": [{"title": "示例市综合考评办法（参照）", "number": "示例〔2024〕1号"}],
        "engine": {"figures": "exact", "checked_by": "columns", "judged_values": 15, "undecided": []},
        "previous": [],
        "data_label": None,
    }
    assert facts["inputs"]["rows"]["events"] == 1
    assert (facts["assumed"][0], facts["assumed"][-1]) == ("/numbers", "/process/appeal/working_days")
    assert facts["numbers"]["rounding"][0] == {"at": "growth", "mode": "half_even", "decimals": 1}


def test_a_result_is_never_overwritten(tmp_path: Path) -> None:
    run = write_result(town_result(events=EVENTS), tmp_path, TEXT)

    with pytest.raises(DataError) as caught:
        write_result(town_result(), tmp_path, TEXT)

    assert [problem.code for problem in caught.value.problems] == ["D114"]
    assert write_result(town_result(events=EVENTS), tmp_path, TEXT) == run == read_result(tmp_path).facts["result"]


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "notes.csv").write_text("mine\n", encoding="utf-8")

    with pytest.raises(DataError) as caught:
        write_result(town_result(), tmp_path, TEXT)

    assert [problem.code for problem in caught.value.problems] == ["D114"]
    assert (tmp_path / "inputs" / "notes.csv").read_text(encoding="utf-8") == "mine\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["inputs", "notes.csv"]


def test_a_column_of_the_office_may_be_named_like_one_of_ours(tmp_path: Path) -> None:
    units = pl.DataFrame({"unit": ["u", "v"], "group": ["a", "a"], "count": ["many", "few"], "step": ["x", "y"]})
    result = score(small(leaf("i")), tables({"u": {"i": 1}, "v": {"i": 2}}, others={"units": units.to_dicts()}))

    write_result(result, tmp_path, small_text(leaf("i")))

    assert read_result(tmp_path).tables.units["count"].to_list() == ["many", "few"]


def test_the_result_names_the_vintages_it_used_and_no_others(tmp_path: Path) -> None:
    rows = [
        {"unit": "u", "indicator": "i", "period": "2024", "actual": figure, "vintage": vintage}
        for figure, vintage in (("5", "final"), ("4", "flash"))
    ]
    text = small_text(leaf("i", data="{vintage: final}"))
    result = score(load_text(text), tables({"u": {}}, others={"observations": rows}))

    write_result(result, tmp_path, text)

    assert (totals(result), read_result(tmp_path).facts["inputs"]["vintages"]) == ({"u": "5"}, ["final"])


def test_made_up_data_are_labelled_in_every_table_and_in_result_json(tmp_path: Path) -> None:
    units = dict(town_tables())["units"].with_columns(demo=pl.lit(value=True))
    write_result(town_result(others={"units": units}), tmp_path, TEXT)

    labels = {
        path.name: set(pl.read_csv(path, infer_schema=False)["data_label"])
        for path in tmp_path.rglob("*.csv")
        if path.name != "contents.csv"  # it holds no data
    }
    facts = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))

    names = [f"{name}.csv" for name in (*RESULT_TABLES, "observations", "targets", "units")]
    assert (labels, facts["data_label"]) == ({name: {DEMO_LABEL} for name in names}, DEMO_LABEL)
    assert set(pl.read_parquet(tmp_path / "ranking.parquet")["data_label"]) == {DEMO_LABEL}
    assert read_result(tmp_path).tables.is_demo


RISKY = ["=1+1", "+1", "@x", "-x", "-1+1", "'=1", "'x", "-5", "-5.25", "＝1", "plain"]
WRITTEN = ["'=1+1", "'+1", "'@x", "'-x", "'-1+1", "''=1", "'x", "-5", "-5.25", "'＝1", "plain"]


def test_no_cell_is_taken_for_a_formula_and_all_are_read_back(tmp_path: Path) -> None:
    names = {f"u{number:02d}": text for number, text in enumerate(RISKY)}
    units = [{"unit": unit, "group": "a", "title_zh": text, "remark": text} for unit, text in names.items()]
    text = small_text(leaf("p"))
    result = score(load_text(text, "small.yaml"), tables({unit: {"p": -1} for unit in names}, others={"units": units}))
    write_result(result, tmp_path, text)

    ranking = pl.read_csv(tmp_path / "ranking.csv", infer_schema=False)
    inputs = pl.read_csv(tmp_path / "inputs" / "units.csv", infer_schema=False)
    stored = read_result(tmp_path)

    assert (ranking.sort("unit")["title_zh"].to_list(), ranking["total"][0]) == (WRITTEN, "-1")
    assert inputs.sort("unit")["remark"].to_list() == WRITTEN
    assert stored.ranking.sort("unit")["title_zh"].to_list() == RISKY
    assert stored.tables.units.sort("unit")["remark"].to_list() == RISKY


def _append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def _edit(name: str, value: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "result.json"
        facts = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(facts | {name: value}), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        (lambda folder: _append(folder / "scores.csv"), "D109", "scores.csv in {} does not match the hash"),
        (lambda folder: (folder / "scheme.yaml").unlink(), "D143", "{} lacks the file scheme.yaml"),
        (lambda folder: _append(folder / "inputs" / "units.csv"), "D109", "inputs/units.csv in {} does not"),
        (_edit("data_label", None), None, ""),
        (_edit("data_label", "official"), "D112", "result.json in {} does not match its own hash"),
        (_edit("format", 0), "D110", "{} holds a result of format 0; this program reads 3."),
        (
            lambda folder: (folder / "result.json").write_text("[]", encoding="utf-8"),
            "D108",
            "{} is no result folder: the file result.json names no format.",
        ),
        (
            lambda folder: (folder / "result.json").write_text("{", encoding="utf-8"),
            "D108",
            "{} is no result folder: the file result.json cannot be read (",
        ),
        (
            lambda folder: (folder / "result.json").unlink(),
            "D108",
            "{} is no result folder: the file result.json is missing.",
        ),
    ],
)
def test_a_changed_result_is_found_out(
    tmp_path: Path, change: Callable[[Path], object], code: str | None, text: str
) -> None:
    write_result(town_result(), tmp_path, TEXT)
    change(tmp_path)

    problems = []
    try:
        read_result(tmp_path)
    except DataError as error:
        problems = [(problem.code, problem.text("en").startswith(text.format(tmp_path))) for problem in error.problems]

    assert problems == ([] if code is None else [(code, True)])


def test_all_changed_files_are_named_at_once(tmp_path: Path) -> None:
    write_result(town_result(), tmp_path, TEXT)
    for name in RESULT_TABLES:
        _append(tmp_path / f"{name}.csv")

    with pytest.raises(DataError) as caught:
        read_result(tmp_path)

    assert {problem.values["file"] for problem in caught.value.problems} == {f"{name}.csv" for name in RESULT_TABLES}


def sealed(folder: Path) -> None:
    """Write the hashes of the files as they are now, as somebody would who writes folders by another program."""
    path = folder / "result.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    names = [name for name in facts["files"] if (folder / name).is_file()]
    facts["files"] = {name: sha256((folder / name).read_bytes()).hexdigest() for name in names}
    facts.pop("result")
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True).encode("utf-8")
    path.write_text(json.dumps(facts | {"result": sha256(told).hexdigest()}, ensure_ascii=False), encoding="utf-8")


def test_tables_and_columns_that_a_result_lacks_are_named_at_once(tmp_path: Path) -> None:
    write_result(town_result(), tmp_path, TEXT)
    for name, columns in (("ranking", ["not_graded", "from_last"]), ("statistics", ["definition"])):
        frame = pl.read_csv(tmp_path / f"{name}.csv", infer_schema=False).drop(columns)
        frame.write_csv(tmp_path / f"{name}.csv")
    (tmp_path / "outcomes.csv").unlink()
    sealed(tmp_path)

    with pytest.raises(DataError) as caught:
        read_result(tmp_path)

    assert [(problem.code, problem.text("en").removeprefix(str(tmp_path))) for problem in caught.value.problems] == [
        ("D108", " is no result folder: the file outcomes.csv is missing."),
        (
            "D108",
            " is no result folder: the file ranking.csv lacks columns that format 3 has: from_last, not_graded.",
        ),
        ("D108", " is no result folder: the file statistics.csv lacks columns that format 3 has: definition."),
    ]


def test_a_file_or_nothing_is_no_result_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    for path in (tmp_path / "file", tmp_path / "nothing"):
        with pytest.raises(DataError, match="is no result folder"):
            read_result(path)


def test_an_earlier_result_offers_what_outcome_rules_ask(tmp_path: Path) -> None:
    digest = write_result(score(town(), town_tables()), tmp_path, TEXT)

    earlier = earlier_from(read_result(tmp_path))

    assert (earlier.run, earlier.rows["2024", "a4"]) == (
        digest[:12],
        {"rank": "5", "count": 5, "from_last": 1, "total": "82.00", "grade": "good", "titles": ""},
    )
