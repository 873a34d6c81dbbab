"""Tables from frames, their hash and their places."""

from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.engine.intake import TABLE_SCHEMAS, Tables, input_hash, load_tables, validate
from kaoping.engine.intake.bad_rows import Near
from kaoping.errors import Cell, DataError
from kaoping.scheme.model import Scheme

UNITS = pl.DataFrame({"unit": ["甲区", "乙区", "丙区"], "group": ["a", "a", "b"], "population": [1.5, None, 2.0]})
FIGURES = pl.DataFrame(
    {
        "unit": ["甲区", "乙区", "丙区"],
        "indicator": ["rooms"] * 3,
        "period": [2016] * 3,
        "actual": [95.8, 1e20, None],
        "status": [None, None, "missing"],
    }
)


def test_every_table_is_there_with_every_column_typed() -> None:
    tables = Tables.from_frames({"units": UNITS})

    assert [name for name, _ in tables] == list(TABLE_SCHEMAS)
    for name, frame in tables:
        dtypes = dict(zip(frame.columns, frame.dtypes, strict=True))
        assert dict(TABLE_SCHEMAS[name].dtypes).items() <= dtypes.items()
    assert tables.units.columns[-3:] == ["population", "source_file", "source_row"]


def test_numbers_of_frames_count_as_their_shortest_decimal() -> None:
    tables = Tables.from_frames({"units": UNITS, "observations": FIGURES})

    assert tables.observations["actual"].to_list() == ["95.8", "100000000000000000000", None]
    assert tables.observations["period"].to_list() == ["2016"] * 3
    assert tables.units["population"].to_list() == ["1.5", None, "2"]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+5", "5"),
        (".5", "0.5"),
        ("-.50", "-0.50"),
        ("007", "7"),
        ("-00.10", "-0.10"),
        ("-0.0", "0.0"),
        ("-0", "0"),
        (" 95.80 ", "95.80"),
    ],
)
def test_a_decimal_is_kept_as_written_but_for_needless_signs(written: str, kept: str) -> None:
    frame = pl.DataFrame({"parameter": ["cap"], "number": [written]})

    assert Tables.from_frames({"parameters": frame}).parameters["number"].to_list() == [kept]


def test_a_float_that_is_no_number_is_no_decimal() -> None:
    with pytest.raises(DataError, match="NaN"):
        Tables.from_frames({"parameters": pl.DataFrame({"parameter": ["cap"], "number": [float("nan")]})})


def test_whole_numbers_may_be_written_with_a_decimal_point() -> None:
    frame = pl.DataFrame({"unit": ["甲区", "乙区"], "period": ["2016"] * 2, "rank": ["1.0", "+2"]})

    assert Tables.from_frames({"published": frame}).published["rank"].to_list() == [1, 2]


def test_flags_and_times_are_written_out_where_they_are_empty() -> None:
    events = pl.DataFrame({"unit": ["甲区"], "indicator": ["faults"], "period": ["2016"], "event": ["e"]})
    tables = Tables.from_frames({"units": UNITS, "events": events})

    assert tables.units["assessed"].to_list() == [True] * 3
    assert tables.events["times"].to_list() == ["1"]
    assert not tables.is_demo
    assert Tables.from_frames({"units": UNITS.with_columns(demo=True)}).is_demo


def test_tables_make_the_same_tables_again() -> None:
    tables = Tables.from_frames({"units": UNITS, "observations": FIGURES})

    again = Tables.from_frames(dict(tables))

    assert all(frame.equals(again.table(name)) for name, frame in tables)


def test_a_place_names_the_row_as_its_owner_sees_it() -> None:
    tables = Tables.from_frames({"units": UNITS, "observations": FIGURES})

    assert tables.place("observations", 1, "actual") == Cell("observations", 3, "actual", "乙区, rooms, 2016")
    assert tables.place("observations", 1) == Cell("observations", 3, None, "乙区, rooms, 2016")


def test_sound_tables_have_no_problems(scheme: Scheme, folder: Path) -> None:
    tables = load_tables(scheme, folder)

    assert validate(scheme, tables) == []
    assert tables.units["population"].to_list() == ["120.5", "80", None, None, "900"]


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_never_changes_the_hash(random: Random) -> None:
    tables = Tables.from_frames({"units": UNITS, "observations": FIGURES})
    shuffled = {name: _shuffled(frame, random) for name, frame in tables}

    assert input_hash(Tables.from_frames(shuffled)) == input_hash(tables)


def _shuffled(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    order = list(range(frame.height))
    random.shuffle(order)
    columns = [column for column in frame.columns if not column.startswith("source_")]
    return frame[order].select(reversed(columns))


CHANGES = st.sampled_from(["unit", "group", "title_zh", "population", "extra"])


@given(CHANGES, st.integers(0, 2), st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_any_changed_cell_changes_the_hash(column: str, row: int, text: str) -> None:
    before = UNITS.with_columns(pl.col("population").cast(pl.String), extra=pl.lit("x"), title_zh=pl.lit("y"))
    cells = before[column].to_list()
    cells[row] = f"{cells[row]}{text}"
    after = before.with_columns(pl.Series(column, cells))

    assert input_hash(Tables.from_frames({"units": after})) != input_hash(Tables.from_frames({"units": before}))


def test_the_hash_knows_tables_and_columns_apart_but_not_published_results() -> None:
    base = {"units": UNITS.drop("population")}
    other = input_hash(Tables.from_frames(base))
    row = {"unit": ["甲区"], "period": ["2016"]}

    published = Tables.from_frames(base | {"published": pl.DataFrame(row | {"rank": [1]})})
    empty_attribute = Tables.from_frames({"units": base["units"].with_columns(x=pl.lit(None))})
    renamed = [Tables.from_frames({"units": base["units"].with_columns(pl.lit("1").alias(name))}) for name in "xy"]
    shifted = [
        Tables.from_frames({"units": pl.DataFrame({"unit": ["u"], "group": ["g"], "x": [x], "y": [y]})})
        for x, y in (("ab", "c"), ("a", "bc"), (None, "abc"), ("~", "abc"))
    ]

    assert input_hash(published) == other
    assert input_hash(empty_attribute) == other
    assert len({input_hash(tables) for tables in (*renamed, *shifted)}) == 6
    assert len(other) == 2 * hashlib.sha256().digest_size


def test_a_long_list_is_not_searched_for_every_unknown_name() -> None:
    near = Near(tuple(f"unit {number}" for number in range(200_001)))

    assert near.of("unit x")["near_en"].startswith("Known here: unit 0, unit 1,")
    assert Near(()).of("x")["near_en"] == "There are none here."
