"""One small table for every mistake that data can contain, with its messages in both languages beside it."""

from __future__ import annotations

import gzip
import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from kaoping.engine.intake import Tables, bad_rows, load_tables, messages, records
from kaoping.errors import DataError
from kaoping.scheme.model import Scheme

Golden = Callable[[str, str], None]


def _parquet(frame: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.write_parquet(stream)
    return stream.getvalue()


OBSERVATIONS = "unit,indicator,period,actual,status,growth,growth_basis,vintage,unit_of_measure,evidence\n"
MAPPED_UNITS = "units: [{file: units.csv, columns: {unit: unit, group: group}}]\n"
TASKS = "unit,indicator,period,task,task_weight,target,actual\n"
EVENTS = "unit,indicator,period,event,kind,times,points\n"

# case -> the files that stand instead of the good ones; None takes a file away,
# a number is a size. The case begins with its code.
MISTAKES: dict[str, dict[str, str | bytes | int | None]] = {
    "D001_no_such_file": {"data.yaml": "units: [{file: unit.csv, columns: {unit: unit, group: group}}]\n"},
    "D002_too_big": {"units.csv": 2_500_000_000},
    "D003_empty_file": {"units.csv": " \n"},
    "D004_a_workbook": {"units.csv": b"PK\x03\x04" + bytes(20)},
    "D004_binary": {"units.csv": b"unit,group\nx\0y,a\n"},
    "D005_bytes_of_no_encoding": {"units.csv": 'unit,group\n"甲\n区",a\n'.encode() + b"\xff\xff,a\n"},
    "D006_quote_not_closed": {"units.csv": 'unit,group\n甲区,a\n"乙区,a\n丙区,b\n'},
    "D006_quote_in_header": {"units.csv": '"unit"x,group\n甲区,a\n'},
    "D007_ragged_rows": {"units.csv": 'unit,group,note\n甲区,a\n"乙,区",a,\n\n丙区,b,x,y\n'},
    "D008_column_twice": {"units.csv": "unit,group,unit\n甲区,a,x\n"},
    "D009_column_without_name": {"units.csv": ",unit,group\n1,甲区,a\n"},
    "D010_unknown_column": {"peers.csv": "unit,peer,perod\n甲区,参照市,2016\n"},
    "D011_missing_column": {"peers.csv": "unit,period\n甲区,2016\n"},
    "D012_semicolons": {"units.csv": "unit;group\n甲区;a\n"},
    "D013_broken_gzip": {"units.csv": None, "units.csv.gz": gzip.compress(b"unit,group\n", mtime=0)[:-6]},
    "D013_broken_parquet": {"units.csv": None, "units.parquet": b"PAR1 and nothing more"},
    "D014_a_list_in_a_cell": {
        "peers.csv": None,
        "peers.parquet": _parquet(pl.DataFrame({"unit": ["甲区"], "peer": [["参照市", "乙区"]]})),
    },
    "D015_two_files_for_a_table": {"units.csv.gz": gzip.compress(b"unit,group\n", mtime=0)},
    "D016_unknown_table": {"data.yaml": MAPPED_UNITS + "observation: []\n"},
    "D017_missing_tables": {"units.csv": None, "targets.csv": None, "target.csv": "unit\n"},
    "D017_another_kind_of_file": {"targets.csv": None, "target.txt": "unit\n"},
    "D017_a_workbook": {"targets.csv": None, "targets.xlsx": b"PK\x03\x04"},
    "D018_outside_the_folder": {"data.yaml": "units: [{file: ../units.csv, columns: {unit: unit, group: group}}]\n"},
    "D020_empty_cells": {"peers.csv": "unit,peer\n,参照市\n甲区, \n"},
    "D021_not_a_decimal": {
        "targets.csv": "unit,indicator,period,target\n甲区,road_length,2016,1.2.3\n丙区,road_length,2016,约80\n"
    },
    "D022_full_width_digits": {
        "targets.csv": "unit,indicator,period,target\n甲区,road_length,2016,１００\n丙区,road_length,2016,8０．5\n"
    },
    "D023_thousands": {
        "targets.csv": 'unit,indicator,period,target\n甲区,road_length,2016,"1,200"\n丙区,road_length,2016,1 200.5\n'
    },
    "D024_percent_sign": {
        "targets.csv": "unit,indicator,period,target\n甲区,road_length,2016,7.2%\n丙区,road_length,2016,7％\n"
    },
    "D025_scientific": {
        "targets.csv": "unit,indicator,period,target\n甲区,road_length,2016,1.23E+05\n丙区,road_length,2016,5\n"
    },
    "D026_too_many_digits": {
        "targets.csv": f"unit,indicator,period,target\n甲区,road_length,2016,0.{'3' * 30}\n丙区,road_length,2016,5\n"
    },
    "D027_not_whole": {
        "ballots.csv": "unit,indicator,period,respondent_class,option,votes\n甲区,opinion,2016,public,good,12.5\n"
        "甲区,opinion,2016,public,bad,一百\n"
    },
    "D028_negative_votes": {
        "ballots.csv": "unit,indicator,period,respondent_class,option,votes\n甲区,opinion,2016,public,good,-3\n"
    },
    "D029_not_a_flag": {"units.csv": "unit,group,assessed\n甲区,a,是\n乙区,a,TRUE\n丙区,b,\n参照市,a,False\n"},
    "D030_unknown_words": {
        "observations.csv": OBSERVATIONS
        + "甲区,gdp,2016,5,,7,comparable,final,,\n乙区,gdp,2016,,mising,,,final,,\n丙区,gdp,2016,3,,,,终核,,\n"
    },
    "D040_unknown_unit": {"peers.csv": "unit,peer\n甲取,参照市\n"},
    "D040_one_unit_in_many_rows": {
        "observations.csv": OBSERVATIONS
        + "新区,rooms,2016,80,,,,,,\n甲取,rooms,2016,1,,,,,,\n"
        + "".join(f"新区,water,2016-Q{n},91,,,,,%,W\n" for n in (1, 2, 3)),
        "targets.csv": "unit,indicator,period,target\n新区,road_length,2016,100\n",
        "peers.csv": "unit,peer\n甲取,参照市\n",
    },
    "D041_unknown_indicator": {"observations.csv": OBSERVATIONS + "甲区,road_lenght,2016,80,,,,,,\n"},
    "D042_unknown_group": {"parameters.csv": "parameter,number,group\ncap,1.1,c\n"},
    "D043_unknown_finding": {"findings.csv": "unit,finding,period\n甲区,accountabilty,2016\n"},
    "D044_unknown_parameter": {"parameters.csv": "parameter,number,indicator\ncapp,1.1,road_length\n"},
    "D045_wrong_table": {"events.csv": EVENTS + "甲区,leadership,2016,e1,late,1,\n"},
    "D046_no_form_of_a_period": {
        "observations.csv": OBSERVATIONS + "甲区,rooms,2016年,80,,,,,,\n甲区,water,2016-4,91,,,,,%,W\n"
    },
    "D046_as_a_spreadsheet_writes_it": {
        "observations.csv": OBSERVATIONS
        + "甲区,rooms,2016,1,,,,,,\n甲区,water,2016/3,91,,,,,%,W\n乙区,water,2016/3,91,,,,,%,W\n"
        + "".join(f"丙区,water,{text},91,,,,,%,W\n" for text in ("Jul-16", "2016第三季度")),
        "events.csv": EVENTS
        + "".join(
            f"甲区,faults,{text},e{number},late,1,\n"
            for number, text in enumerate(("2016/7", "2016/07", "Jul-16", "2016年7月", "2016-7", "2016/7/1", "16-Jul"))
        ),
    },
    "D047_period_not_read": {
        "observations.csv": OBSERVATIONS
        + "甲区,rooms,2018,80,,,,,,\n甲区,income,2014,40,,,,,,\n甲区,water,2016,91,,,,,%,W\n",
        "findings.csv": "unit,finding,period\n甲区,fraud,2018-07\n",
    },
    "D048_unit_not_on_the_list": {
        "units.csv": "unit,group,period\n甲区,a,\n乙区,a,2016\n丙区,b,2017\n参照市,a,\n",
        "observations.csv": OBSERVATIONS
        + "丙区,rooms,2016,80,,,,,,\n丙区,rooms,2017,80,,,,,,\n乙区,rooms,2016,1,,,,,,\n",
        "targets.csv": "unit,indicator,period,target\n",
    },
    "D049_unknown_peer": {"peers.csv": "unit,peer\n甲区,参照事\n"},
    "D050_duplicate_row": {
        "observations.csv": OBSERVATIONS
        + "甲区,rooms,2016,80,,,,,,\n乙区,rooms,2016,1,,,,,,\n甲区,rooms,2016,81,,,,,,\n",
        "units.csv": "unit,group,period\n甲区,a,\n甲区,a,\n乙区,a,\n丙区,b,\n参照市,a,\n",
    },
    "D050_pasted_twice": {
        "observations.csv": OBSERVATIONS
        + "".join(f"{unit},rooms,2016,80,,,,,,\n" for unit in ("甲区", "乙区", "丙区") * 2),
        "ratings.csv": "unit,indicator,period,rater,points\n" + "甲区,leadership,2016,r1,92\n" * 3,
    },
    "D051_two_groups": {
        "units.csv": "unit,group,period\n甲区,a,\n甲区,b,2016\n乙区,a,2017\n"
        "乙区,b,2017\n丙区,b,\n参照市,a,\n乙区,a,2016\n"
    },
    "D052_listed_twice": {
        "units.csv": "unit,group,period\n甲区,a,\n甲区,a,2016\n甲区,a,2017\n乙区,a,\n丙区,b,\n参照市,a,\n"
    },
    "D053_several_vintages": {
        "observations.csv": OBSERVATIONS + "甲区,rooms,2016,80,,,,final,,\n甲区,rooms,2016,81,,,,flash,,\n"
    },
    "D054_blank_vintage": {"observations.csv": OBSERVATIONS + "甲区,gdp,2016,80,,,,,,\n甲区,gdp,2016,81,,,,final,,\n"},
    "D055_rated_twice": {
        "ratings.csv": "unit,indicator,period,rater,points\n甲区,leadership,2016,r1,92\n甲区,leadership,2016,r1,90\n"
    },
    "D056_nobody_assessed": {
        "units.csv": "unit,group,assessed,period\n甲区,a,false,\n乙区,a,true,2017\n丙区,b,false,\n参照市,a,false,\n"
    },
    "D057_own_peer": {"peers.csv": "unit,peer\n甲区,甲区\n"},
    "D058_circle_of_predecessors": {
        "predecessors.csv": "unit,predecessor,from_period\n甲区,乙区,2016\n乙区,丙区,2016\n乙区,老区,2016\n"
        "丙区,甲区,2016\n丙区,乙区,2017\n参照市,甲区,2016\n"
    },
    "D059_unit_and_group": {"parameters.csv": "parameter,number,unit,group\ncap,1.1,甲区,a\n"},
    "D060_wrong_unit_of_measure": {"observations.csv": OBSERVATIONS + "甲区,road_length,2016,80,,,,,m,\n"},
    "D061_outside_limits": {
        "observations.csv": "unit,indicator,period,actual,previous\n甲区,road_length,2016,1000.0000000000000001,\n"
        "丙区,road_length,2016,1000,\n"
        "甲区,density,2016,0.0999999999999999999,0.1\n乙区,density,2016,0.10,-1\n甲区,share,2016,1.5,\n"
    },
    "D062_missing_target": {
        "targets.csv": "unit,indicator,period,target\n甲区,road_length,2017,5\n丙区,road_length,2016,100\n"
    },
    "D062_of_figures_derived_from_a_variable": {
        "observations.csv": OBSERVATIONS
        + "".join(f"{unit},staff,2016,40,,,,,,\n" for unit in ("甲区", "乙区", "丙区", "参照市"))
    },
    "D063_growth_without_basis": {"observations.csv": OBSERVATIONS + "甲区,gdp,2016,80,,7.2,,final,,\n"},
    "D064_growth_on_another_basis": {
        "observations.csv": OBSERVATIONS + "甲区,gdp,2016,80,,7.2,current_prices,final,,\n"
    },
    "D065_status_beside_a_figure": {
        "observations.csv": OBSERVATIONS + "甲区,rooms,2016,0,missing,,,,,\n",
        "ratings.csv": "unit,indicator,period,rater,points,status\n甲区,leadership,2016,r1,92,excused\n",
    },
    "D066_no_evidence": {
        "observations.csv": OBSERVATIONS + "甲区,water,2016-Q1,91,,,,,%,\n甲区,water,2016-Q2,,missing,,,,%,\n"
    },
    "D066_no_evidence_in_other_tables": {
        "events.csv": EVENTS + "".join(f"甲区,seen,2016,e{n},,2,\n" for n in range(1, 4)),
        "ratings.csv": "unit,indicator,period,rater,points,status,evidence\n甲区,sight,2016,r1,9,,S-1\n"
        "甲区,sight,2016,r2,8,,\n甲区,sight,2016,r3,,excused,\n",
    },
    "D067_times_not_above_zero": {
        "events.csv": EVENTS
        + "甲区,faults,2016,e1,late,0,\n甲区,faults,2016,e2,late,-1,\n甲区,faults,2016,e3,late,0.00,\n"
    },
    "D068_figures_not_read": {
        "observations.csv": "unit,indicator,period,actual,previous,growth,growth_basis\n"
        "甲区,rooms,2016,80,70,14.3,same_scope\n"
        "甲区,income,2016,44,41,,\n甲区,income,2015,40,,5,current_prices\n",
        "targets.csv": "unit,indicator,period,target\n甲区,road_length,2016,100\n甲区,rooms,2016,90\n"
        "乙区,opinion,2015,5\n",
        "events.csv": "unit,indicator,period,event,kind,times,points,share\n甲区,faults,2016,e1,late,2,-3,1\n"
        "甲区,award,2016,w1,,3,1.5,\n甲区,award,2016,w2,,1.0,1,0.5\n",
    },
    "D069_figures_of_nobody": {
        "predecessors.csv": "unit,predecessor,from_period\n丙区,老丙区,2016\n乙区,老乙区,2016\n乙区,小乙区,2016\n",
        "observations.csv": OBSERVATIONS + "丙区,income,2015,40,,,,,,\n老丙区,income,2015,40,,,,,,\n"
        "乙区,income,2015,30,,,,,,\n老乙区,income,2015,30,,,,,,\n"
        "老丙区,rooms,2016,5,,,,,,\n丙区,income,2016,41,,,,,,\n",
        "targets.csv": "unit,indicator,period,target\n老丙区,road_length,2016,5\n",
    },
    "D069_own_years_of_a_predecessor": {
        "predecessors.csv": "unit,predecessor,from_period\n丙区,老丙区,2017\n丁区,老丁区,2017\n",
        "observations.csv": OBSERVATIONS
        + "老丙区,rooms,2016,5,,,,,,\n老丙区,rooms,2017,5,,,,,,\n丁区,rooms,2016,5,,,,,,\n",
    },
    "D070_unknown_key": {"data.yaml": "units: [{file: units.csv, colums: {unit: unit, group: group}}]\n"},
    "D071_wrong_shape": {
        "data.yaml": "units: {file: units.csv}\npeers: [peers.csv]\ntargets: [{file: [a], columns: {unit: unit}}]\n"
    },
    "D071_empty_mapping": {"data.yaml": ""},
    "D072_no_file_named": {
        "data.yaml": "units: [{columns: {unit: unit, group: group}}]\nobservations: [{file: o.csv, melt: {}}]\n"
    },
    "D073_wrong_choice": {
        "data.yaml": "units:\n  - file: units.csv\n    columns: {unit: unit, group: group}\n"
        "    values: {group: {a: a}}\n    others: {group: ignore}\n    status_when_empty: absent\n"
    },
    "D074_mapping_not_utf8": {"data.yaml": "units: [] # 单位".encode("gb18030")},
    "D075_nothing_gives_a_column": {"data.yaml": "units: [{file: units.csv, columns: {unit: unit}}]\n"},
    "D076_column_given_twice": {
        "data.yaml": "peers: [{file: peers.csv, columns: {unit: unit, peer: peer, per: period}, "
        "constants: {unit: 甲区}}]\n"
        "observations: [{file: w.csv, columns: {unit: unit, period: p, actual: a}, "
        "constants: {indicator: x}, melt: {indicator: {a: b}}}]\n"
    },
    "D077_words_for_no_column": {
        "data.yaml": "units: [{file: units.csv, columns: {unit: unit, group: group}, "
        "values: {groop: {a: b}}, others: {group: keep}}]\n"
    },
    "D078_no_raw_column": {
        "data.yaml": MAPPED_UNITS + "observations: [{file: observations.csv, columns: {unit: units}, "
        "constants: {period: '2016'}, melt: {indicator: {rooms: acttual}}, where: {x: []}}]\n"
    },
    "D079_word_not_listed": {
        "data.yaml": "units: [{file: units.csv, columns: {unit: unit, group: group}, values: {group: {a: b}}}]\n"
    },
    "D080_no_status_in_this_table": {
        "data.yaml": "units: [{file: units.csv, columns: {unit: unit, group: group}, status_when_empty: missing}]\n"
    },
    "D131_derived_and_delivered": {
        "observations.csv": OBSERVATIONS + "甲区,staff,2016,40,,,,,,\n甲区,staffing,2016,4,,,,,,\n"
    },
    "D140_weight_of_a_task": {"tasks.csv": TASKS + "甲区,duties,2016,t1,0,10,9\n"},
    "D020_tasks_without_weight": {"tasks.csv": TASKS + "甲区,duties,2016,t1,60,10,9\n甲区,duties,2016,t2,,10,9\n"},
    "D020_no_column_of_weights": {
        "tasks.csv": "unit,indicator,period,task,target,actual\n"
        + "".join(f"甲区,duties,2016,t{n},10,9\n" for n in (1, 2))
    },
    "D141_share_of_liability": {"events.csv": "unit,indicator,period,event,kind,share\n甲区,faults,2016,e1,late,20\n"},
    "D142_class_not_expected": {
        "ratings.csv": "unit,indicator,period,rater,rater_class,points\n甲区,council,2016,r1,mayer,92\n"
    },
    "D150_rows_of_another": {
        "tasks.csv": TASKS + "甲区,duties,2016,t1,60,10,9\n甲区,extra,2016,t1,60,10,9\n甲区,extra,2016,t2,40,10,9\n"
    },
    "D099_many_more": {"peers.csv": "unit,peer\n" + "甲区,x\n" * 5, "targets.csv": "unit,indicator\n" + "甲区\n" * 5},
    "D099_many_more_cells": {
        "ratings.csv": "unit,indicator,period,rater\n" + "".join(f"甲{n},leadership,2016,{n}\n" for n in range(4))
    },
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_named_with_place_and_remedy(
    case: str, scheme: Scheme, folder: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in MISTAKES[case].items():
        if content is None:
            (folder / name).unlink()
        elif isinstance(content, int):
            os.truncate(folder / name, content)
        else:
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    if case.startswith("D099"):
        monkeypatch.setattr(bad_rows, "LIMIT", 2)
        monkeypatch.setattr(records, "LIMIT", 2)

    with pytest.raises(DataError) as caught:
        load_tables(scheme, folder)

    assert case[:4] in {problem.code for problem in caught.value.problems}
    text = f"{caught.value.render('zh')}\n\n{caught.value.render('en')}\n".replace(folder.as_posix(), "…")
    assert not re.search(r"\{[a-z_]+\}", text), "a value of a message was forgotten"
    golden(f"golden/{case}.txt", text)


def test_a_folder_that_is_not_there_is_named(scheme: Scheme, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="D019  there is no data folder"):
        load_tables(scheme, tmp_path / "nowhere")


def test_every_code_has_its_case() -> None:
    codes = [message.code for message in messages.CATALOGUE]

    elsewhere = {"D019", "D137", "D138"}  # just above, and test_unit_columns.py

    assert {case[:4] for case in MISTAKES} | elsewhere == set(codes)
    assert codes == sorted(set(codes))


def test_a_mapping_that_is_no_yaml_is_located(scheme: Scheme, folder: Path) -> None:
    (folder / "data.yaml").write_text("units: [\n", encoding="utf-8")

    with pytest.raises(DataError) as caught:
        load_tables(scheme, folder)

    assert [problem.code[0] for problem in caught.value.problems] == ["S"]


def test_unknown_tables_and_columns_of_frames_are_named() -> None:
    frames = {"unit": pl.DataFrame(), "peers": pl.DataFrame({"unit": ["a"], "pear": ["b"]})}

    with pytest.raises(DataError) as caught:
        Tables.from_frames(frames)

    assert [problem.code for problem in caught.value.problems] == ["D016", "D010", "D011"]
