"""No file makes the reading of tables hang or crash; what is refused says why."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.intake.conftest import GOOD, small_scheme
from fuzzing import can_be_told, changed, in_time
from kaoping.engine import Tables, load_tables
from kaoping.errors import DataError

SCHEME = small_scheme()
BLANKS = ("", " ", '"', '""', ",", "\n", "\r\n", "\r", "\t", "\0", "\ufeff", "x" * 300)
FIGURES = ("-", "-0", "+1", "1e9", "NaN", "inf", "1/2", "9" * 31, "0." + "0" * 40, "１２", "−5", "=1+1")
NAMES = ("中", "甲区", "unit", "road_length", "missing", "true", "null", "2016", "2016-13", "2016-Q5", "0000")
CELLS = st.sampled_from((*BLANKS, *FIGURES, *NAMES))
MAPPING = """\
units: [{file: raw.csv, columns: {unit: name}, constants: {group: a}, where: {kind: [x]}}]
observations:
  - file: raw.csv
    columns: {unit: name}
    constants: {period: "2016"}
    melt: {indicator: {road_length: road, rooms: rooms}, into: actual}
    empty_as: ["-"]
    status_when_empty: missing
"""
RAW = "name,kind,road,rooms\n甲区,x,80,3\n乙区,x,-,\n丙区,y,70,2\n"


COLUMNS = st.one_of(
    *(
        st.lists(st.one_of(st.none(), cell), min_size=3, max_size=3)
        for cell in (st.integers(), st.floats(), st.booleans(), st.text(), st.binary(), st.dates(), st.lists(st.text()))
    )
)


def load(instead: Mapping[str, bytes | None]) -> None:
    """Load the good folder with some files exchanged or taken away."""
    files = {**{name: text.encode() for name, text in GOOD.items()}, **instead}
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            if data is not None:
                (Path(folder) / name).write_bytes(data)
        with in_time():
            try:
                assert isinstance(load_tables(SCHEME, folder), Tables)
            except DataError as refusal:
                can_be_told(refusal.problems)


@pytest.mark.fuzz
@given(st.data(), st.sampled_from(sorted(GOOD)))
def test_any_change_of_bytes_is_read_or_refused(data: st.DataObject, name: str) -> None:
    load({name: changed(data, GOOD[name].encode(), st.binary(max_size=8))})


@pytest.mark.fuzz
@given(st.data(), st.sampled_from(sorted(GOOD)))
def test_any_cell_is_read_or_refused(data: st.DataObject, name: str) -> None:
    lines = [line.split(",") for line in GOOD[name].splitlines()]
    for _ in range(data.draw(st.integers(1, 4))):
        line = data.draw(st.sampled_from(lines))
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.one_of(CELLS, st.text(max_size=8)))
    load({name: "\n".join(",".join(line) for line in lines).encode("utf-8", errors="surrogatepass")})


@pytest.mark.fuzz
@given(st.binary(max_size=200))
def test_any_file_is_read_or_refused(content: bytes) -> None:
    load({"units.csv": content})


@pytest.mark.fuzz
@given(st.data(), st.sampled_from(["units", "observations", "targets"]))
def test_any_parquet_file_whole_or_cut_is_read_or_refused(data: st.DataObject, name: str) -> None:
    # Changed bytes inside can make Polars itself stop the program: sizes in a page are believed.
    frame = pl.read_csv(GOOD[f"{name}.csv"].encode(), infer_schema=False, n_rows=3)
    for column in data.draw(st.lists(st.sampled_from(frame.columns), max_size=3)):
        found = data.draw(COLUMNS)
        frame = frame.with_columns(pl.Series(column, found[: frame.height], strict=False))
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="uncompressed")
    content = stream.getvalue()
    end = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    load({f"{name}.csv": None, f"{name}.parquet": content[:end]})


@pytest.mark.fuzz
@given(st.data())
def test_any_change_of_a_mapping_is_read_or_refused(data: st.DataObject) -> None:
    mapping = changed(data, MAPPING, CELLS).encode("utf-8", errors="surrogatepass")
    load({"data.yaml": mapping, "raw.csv": changed(data, RAW, CELLS).encode()})
