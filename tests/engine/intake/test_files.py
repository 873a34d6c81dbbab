"""Files as their owners write them: encodings, quotes, blank lines, Parquet."""

from __future__ import annotations

import gzip
import io
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kaoping.engine.intake import files
from kaoping.engine.intake.files import read_table

# Outside the basic plane, in extension A, a private-use sign of GB18030 level 3, and everyday characters.
RARE = ["㐂", "𠮷", "𰻝", "镕", "﨑", "\ue5e5", "€", "甲区"]


def _rows(path: Path, data: bytes) -> list[tuple[object, ...]]:
    path.write_bytes(data)
    frame, problems = read_table(path, path.name)
    assert problems == []
    assert frame is not None
    return frame.rows()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rare_characters_survive_every_encoding(encoding: str, tmp_path: Path) -> None:
    text = "unit,群\n" + "".join(f"{name},{name}\n" for name in RARE)

    rows = _rows(tmp_path / "units.csv", text.encode(encoding))

    assert rows == [(name, name, "units.csv", at) for at, name in enumerate(RARE, start=2)]


def test_a_byte_order_mark_of_gb18030_is_no_part_of_the_header(tmp_path: Path) -> None:
    rows = _rows(tmp_path / "units.csv", "\ufeff单位,组\n甲区,a\n".encode("gb18030"))

    assert rows == [("甲区", "a", "units.csv", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n3,4", [("1", "2", 2), ("3", "4", 3)]),
        ("a,b\r\n1,2\r\n3,4\r\n", [("1", "2", 2), ("3", "4", 3)]),
        ("a,b\r1,2\r3,4\r", [("1", "2", 2), ("3", "4", 3)]),
        ("a,b\n\n1,2\n,\n3,4\n\n", [("1", "2", 3), ("3", "4", 5)]),
        ('a,b\n"1\n1",2\n3,4\n', [("1\n1", "2", 2), ("3", "4", 3)]),
        ('"a,x",b\n"1,1",2\n3,4\n', [("1,1", "2", 2), ("3", "4", 3)]),
        ('a,b\n"say ""yes""",2\n', [('say "yes"', "2", 2)]),
        ('a,b\nx"y",2\n', [('x"y"', "2", 2)]),
        ("a\n1\n\n2\n", [("1", 2), ("2", 4)]),
        ('a\n1\n""\n2\n', [("1", 2), ("2", 4)]),
        ("a,b\n", []),
    ],
)
def test_rows_are_counted_as_a_spreadsheet_counts_them(
    text: str, expected: list[tuple[object, ...]], tmp_path: Path
) -> None:
    rows = _rows(tmp_path / "t.csv", text.encode())

    assert [(*row[:-2], row[-1]) for row in rows] == expected


def test_a_gzipped_file_reads_like_the_plain_one(tmp_path: Path) -> None:
    assert _rows(tmp_path / "t.csv.gz", gzip.compress(b"a,b\n1,2\n")) == [("1", "2", "t.csv.gz", 2)]


def test_a_small_file_that_unpacks_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 3_000_000)
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n" * 5_000_000))

    frame, problems = read_table(path, "t.csv.gz")

    assert frame is None
    assert [problem.code for problem in problems] == ["D002"]


def test_parquet_gives_decimals_as_written_and_rows_as_if_under_a_header(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pl.DataFrame(
        {
            "unit": ["a", "b"],
            "actual": [0.1, 1e-7],
            "votes": [3, None],
            "assessed": [True, False],
            "exact": pl.Series([Decimal("1.10"), Decimal(2)], dtype=pl.Decimal(10, 2)),
            "kind": pl.Series(["x", None], dtype=pl.Categorical),
        }
    ).write_parquet(path)

    frame, problems = read_table(path, "t.parquet")

    assert problems == []
    assert frame is not None
    assert frame.rows() == [
        ("a", "0.1", "3", "true", "1.10", "x", "t.parquet", 2),
        ("b", "0.0000001", None, "false", "2.00", None, "t.parquet", 3),
    ]


def test_undecodable_bytes_inside_quotes_are_taken_over_row(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(b'a,b\n"1\n1",2\n3,"x\n\xff\xff"\n')

    _, problems = read_table(path, "t.csv")

    assert [problem.place() for problem in problems] == ["t.csv row 3"]


def test_a_parquet_file_with_a_page_of_another_length_is_broken(tmp_path: Path) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"unit": ["甲区"], "peer": ["参照市"]}).write_parquet(stream, compression="uncompressed")
    sizes = bytes((0x15, 0x10, 0x15, 0x10))  # of the first data page, unpacked and packed: twice 8 bytes
    (tmp_path / "peers.parquet").write_bytes(stream.getvalue().replace(sizes, bytes((0x15, 0x10, 0x15, 0)), 1))

    frame, problems = read_table(tmp_path / "peers.parquet", "peers.parquet")

    assert frame is None
    assert [problem.code for problem in problems] == ["D013"]
