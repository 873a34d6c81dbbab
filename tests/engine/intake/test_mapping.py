"""Raw files of any shape become tidy tables by `data.yaml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.engine.intake import load_tables
from kaoping.errors import Cell, DataError, Location
from kaoping.scheme.model import DataNeed, Group, Indicator, Label, Numbers, Scheme, Spots

RAW = """\
name,kind,year,rooms,beds,note
 甲区 ,city,16,5,-,x
乙区,city,16,-,7,…
总计,sum,16,12,7,
丙区,town,16,8,9,z
"""
MAPPING = """\
units:
  - file: raw.csv
    columns: {unit: name, group: kind, remark: note}
    where: {kind: [city, town]}
    values: {group: {city: all}}
    others: {group: keep}
    empty_as: ["…"]
observations:
  - file: raw.csv
    columns: {unit: name, period: year, evidence: note}
    constants: {unit_of_measure: ""}
    where: {kind: [city, town]}
    values: {period: {16: "2016"}, unit: {甲区: 甲区, 乙区: 乙区}}
    others: {unit: drop}
    melt: {indicator: {rooms: rooms, beds: beds}}
    empty_as: ["-"]
    status_when_empty: missing
"""


def _scheme(*, where: str = "", table: str = "observations") -> Scheme:
    def label(text: str) -> Label:
        return Label(zh=text, en=text)

    need = DataNeed(table="ratings") if table == "ratings" else DataNeed()
    return Scheme(
        kaoping=1,
        id="rooms",
        title=label("rooms"),
        periods=("2016",),
        numbers=Numbers(rounding=(), rank_on="rounded", ties="lowest"),
        groups=(Group(id="all", title=label("all")), Group(id="town", title=label("town"))),
        combine="sum",
        indicators=tuple(
            Indicator(id=name, title=label(name), rule="as_given", data=need) for name in ("rooms", "beds")
        ),
        spots=Spots(Location(where, 1, 1)),
    )


def _write(folder: Path, raw: str = RAW, mapping: str = MAPPING) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "raw.csv").write_text(raw, encoding="utf-8")
    (folder / "data.yaml").write_text(mapping, encoding="utf-8")
    return folder


def test_a_wide_file_becomes_rows_with_places_in_the_raw_file(tmp_path: Path) -> None:
    tables = load_tables(_scheme(), _write(tmp_path))

    columns = ("unit", "indicator", "period", "actual", "status", "evidence", "source_row")
    assert tables.observations.select(columns).rows() == [
        ("甲区", "rooms", "2016", "5", None, "x", 2),
        ("甲区", "beds", "2016", None, "missing", "x", 2),
        ("乙区", "rooms", "2016", None, "missing", "…", 3),
        ("乙区", "beds", "2016", "7", None, "…", 3),
    ]
    assert tables.units.select("unit", "group", "remark").rows() == [
        ("甲区", "all", "x"),
        ("乙区", "all", None),
        ("丙区", "town", "z"),
    ]
    assert tables.place("observations", 1, "actual") == Cell("raw.csv", 2, "beds", "甲区, beds, 2016")
    assert tables.place("observations", 1, "unit") == Cell("raw.csv", 2, "name", "甲区, beds, 2016")


def test_a_bad_cell_is_named_by_its_raw_column(tmp_path: Path) -> None:
    folder = _write(tmp_path, RAW.replace("city,16,5", "city,16,五"))

    with pytest.raises(DataError) as caught:
        load_tables(_scheme(), folder)

    assert [problem.place() for problem in caught.value.problems] == ["raw.csv row 2 column rooms (甲区, rooms, 2016)"]


def test_the_mapping_is_the_folders_own_or_the_one_beside_the_scheme(tmp_path: Path) -> None:
    beside = _write(tmp_path / "scheme")
    folder = _write(tmp_path / "data")
    (folder / "data.yaml").unlink()
    scheme = _scheme(where=(beside / "scheme.yaml").as_posix())

    assert load_tables(scheme, folder).units.height == 3
    assert load_tables(_scheme(), folder, beside / "data.yaml").units.height == 3
    (folder / "units.csv").write_text("unit,group\n甲区,all\n", encoding="utf-8")
    (folder / "observations.csv").write_text("unit,indicator,period\n", encoding="utf-8")
    assert load_tables(scheme, folder).units.height == 1


def test_ratings_take_a_status_and_a_table_without_figures_none(tmp_path: Path) -> None:
    mapping = """\
units: [{file: raw.csv, columns: {unit: name}, constants: {group: all}}]
ratings:
  - file: raw.csv
    columns: {unit: name, rater: kind}
    constants: {period: "2016"}
    melt: {indicator: {rooms: rooms, beds: beds}, into: points}
    empty_as: ["-"]
    status_when_empty: excused
peers: [{file: raw.csv, constants: {unit: 甲区, peer: 乙区}, where: {kind: [sum]}}]
observations:
  - file: raw.csv
    columns: {unit: name, status: note}
    constants: {indicator: rooms, period: "2016"}
    where: {kind: [none]}
    status_when_empty: missing
"""

    tables = load_tables(_scheme(table="ratings"), _write(tmp_path, mapping=mapping))

    assert tables.ratings["status"].to_list() == [None, "excused", "excused", None, None, None, None, None]
    assert tables.peers.select("unit", "peer", "source_row").rows() == [("甲区", "乙区", 4)]
    assert tables.observations.height == 0


def test_a_source_of_constants_alone_gives_one_row_for_each_row_of_its_file(tmp_path: Path) -> None:
    mapping = MAPPING + "peers: [{file: raw.csv, constants: {unit: 甲区, peer: 乙区}}]\n"

    with pytest.raises(DataError) as caught:
        load_tables(_scheme(), _write(tmp_path, mapping=mapping))

    assert [(problem.code, problem.count) for problem in caught.value.problems] == [("D050", 3)]


def test_several_files_fill_one_table_and_a_broken_one_is_reported_once(tmp_path: Path) -> None:
    mapping = (
        "units:\n  - {file: raw.csv, columns: {unit: name}, constants: {group: all}}\n"
        "  - {file: more.csv, columns: {unit: name, title_zh: name}, constants: {group: all}}\n"
        "observations: [{file: more.csv, columns: {unit: name, actual: n}, "
        "constants: {indicator: rooms, period: '2016'}}]\n"
    )
    folder = _write(tmp_path, mapping=mapping)
    (folder / "more.csv").write_text("name,n\n丁区,5\n", encoding="utf-8")

    assert load_tables(_scheme(), folder).units["unit"].to_list() == ["甲区", "乙区", "总计", "丙区", "丁区"]
    (folder / "more.csv").write_text("name,n\n丁区\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_tables(_scheme(), folder)
    assert [problem.code for problem in caught.value.problems] == ["D007"]
