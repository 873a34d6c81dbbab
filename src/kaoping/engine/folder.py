"""A result as a folder: tables as CSV and Parquet, result.json with hashes, the scheme and the inputs beside them.

CSV and result.json are equal byte for byte for equal scheme and inputs; nothing in them tells time or machine. CSV
counts; Parquet holds the same tables for programs, and is refused where it says anything else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from kaoping import __version__
from kaoping.engine.contents import CONTENTS, contents_table
from kaoping.engine.intake import TABLE_SCHEMAS, Tables, input_hash
from kaoping.engine.messages import (
    BROKEN_RESULT,
    CHANGED_RESULT,
    FILE_GONE,
    FOLDER_TAKEN,
    NOT_RESULT,
    NOT_THE_SAME,
    TOO_OLD,
)
from kaoping.engine.outcome import Earlier
from kaoping.engine.result import DEMO_LABEL, Result
from kaoping.engine.result_names import Key, ResultNames
from kaoping.engine.result_schemas import FURTHER_TABLES, RESULT_SCHEMAS
from kaoping.engine.statistics import Frozen, frozen_from
from kaoping.engine.table_files import csv_of, is_same_in_parquet, read_csv, read_result_table
from kaoping.engine.titled import titled, untitled
from kaoping.errors import DataError, Problem
from kaoping.scheme import load_text
from kaoping.scheme.model import Indicator, Record, Scheme

__all__ = ["FORMAT", "Stored", "earlier_from", "read_result", "write_result"]

FORMAT = 3


@dataclass(frozen=True, slots=True)
class Stored:
    """A result read back from its folder, its files verified against result.json."""

    folder: Path
    facts: Mapping[str, Any]  # Any: JSON
    scheme: Scheme
    tables: Tables
    ranking: pl.DataFrame
    scores: pl.DataFrame
    statistics: pl.DataFrame
    outcomes: pl.DataFrame
    rankings: pl.DataFrame
    tiers: pl.DataFrame

    @property
    def run(self) -> str:
        """The short name of the run: the first 12 digits of its hash."""
        return str(self.facts["result"])[:12]

    def frozen(self) -> Frozen:
        """Give the recorded statistics for use in another run."""
        return frozen_from(self.statistics, self.run)


def write_result(result: Result, folder: Path, scheme_text: str) -> str:
    """Write the folder, made if needed; gives the hash of the result.

    Nothing is ever overwritten: raises `DataError` where the folder holds anything but this very result.
    """
    files, frames = _contents(result, scheme_text)
    facts = _facts(result, {name: _hash(content) for name, content in files.items()})
    if _is_taken(folder, str(facts["result"])):
        raise DataError([Problem(FOLDER_TAKEN, None, {"folder": str(folder)})])
    (folder / "inputs").mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    text = json.dumps(facts, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    # Written last: a folder without it is no result.
    (folder / "result.json").write_text(text, encoding="utf-8", newline="\n")
    return str(facts["result"])


def _is_taken(folder: Path, result: str) -> bool:
    """Tell whether a folder holds anything that is not this result; writing the same result again changes nothing."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return False
    try:
        return _read_facts(folder).get("result") != result
    except DataError:
        return True


def _contents(result: Result, scheme_text: str) -> tuple[dict[str, bytes], dict[str, pl.DataFrame]]:
    """Give the bytes of every file that is hashed, and the tables that are written as Parquet besides."""
    is_demo = result.tables.is_demo
    files: dict[str, bytes] = {"scheme.yaml": scheme_text.encode("utf-8")}
    names = [name for name in RESULT_SCHEMAS if name not in FURTHER_TABLES or getattr(result.scheme, name)]
    frames = {name: _labelled(titled(name, result), is_demo=is_demo) for name in names}
    inputs = {
        name: _labelled(_canonical(name, table), is_demo=is_demo) for name, table in result.tables if table.height
    }
    files[CONTENTS] = csv_of(contents_table(frames, inputs))
    files |= {f"{name}.csv": csv_of(frame) for name, frame in frames.items()}
    files |= {f"inputs/{name}.csv": csv_of(frame) for name, frame in inputs.items()}
    return files, frames


def _facts(result: Result, files: Mapping[str, str]) -> dict[str, object]:
    """Give everything a reader needs to check the result, without time or machine."""
    scheme = result.scheme
    facts: dict[str, object] = {
        "format": FORMAT,
        "kaoping": __version__,
        "scheme": {
            "id": scheme.id,
            "zh": scheme.title.zh,
            "en": scheme.title.en,
            "hash": files["scheme.yaml"],
        },
        "basis": [_plain(basis) for basis in scheme.basis],
        "inputs": {
            "hash": input_hash(result.tables),
            "rows": {name: table.height for name, table in result.tables},
            "vintages": _vintages(result),
        },
        "engine": {
            "figures": result.engine,
            "checked_by": result.checked_by,
            "judged_values": result.judged_values,
            "undecided": list(result.undecided),
        },
        "numbers": _plain(scheme.numbers),
        "process": None if scheme.process is None else _plain(scheme.process),
        "assumed": _assumed(scheme),
        "previous": list(result.previous),
        "filled": result.filled,
        "frozen": result.frozen,
        "corrects": result.corrects,
        "data_label": DEMO_LABEL if result.tables.is_demo else None,
        "files": dict(sorted(files.items())),
    }
    facts["result"] = _hash_of(facts)
    return facts


def _hash_of(facts: Mapping[str, object]) -> str:
    """Give the hash of everything that the facts say but this hash itself."""
    rest = {name: value for name, value in facts.items() if name != "result"}
    return _hash(json.dumps(rest, ensure_ascii=False, sort_keys=True).encode("utf-8"))


def _vintages(result: Result) -> list[str]:
    """Give the vintages of the figures used: the one an indicator names, else whatever its figures carry."""
    named = {
        node.id: node.data.vintage
        for node in result.scheme.nodes()
        if isinstance(node, Indicator) and node.data.vintage is not None
    }
    named |= {each.id: each.data.vintage for each in result.scheme.variables if each.data.vintage is not None}
    rows = result.tables.observations.select("indicator", "vintage").drop_nulls().unique().iter_rows()
    return sorted({vintage for indicator, vintage in rows if named.get(indicator, vintage) == vintage})


def _plain(value: object) -> object:
    """Give a record of the scheme as plain values, without places in the file."""
    if isinstance(value, Record):
        names = [name for name in value.__dataclass_fields__ if name != "spots"]
        return {name.rstrip("_"): _plain(getattr(value, name)) for name in names if getattr(value, name) is not None}
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value if isinstance(value, int | str | bool) else str(value)


def _assumed(scheme: Scheme) -> list[str]:
    """Give the places of everything that says `source: assumed`, as paths of ids and keys."""
    found: list[str] = []

    def look(value: object, path: str) -> None:
        if isinstance(value, Record):
            if getattr(value, "source", None) == "assumed":
                found.append(path)
            own = getattr(value, "id", None)
            here = f"{path}/{own}" if own and value is not scheme else path
            for name in value.__dataclass_fields__:
                if name != "spots":
                    look(getattr(value, name), f"{here}/{name.rstrip('_')}")
        elif isinstance(value, tuple):
            for entry in value:
                look(entry, path)
        elif isinstance(value, Mapping):
            for key, entry in value.items():
                look(entry, f"{path}/{key}")

    look(scheme, "")
    return found


def _labelled(frame: pl.DataFrame, *, is_demo: bool) -> pl.DataFrame:
    """Add the label of demo data; it travels with every table."""
    return frame.with_columns(pl.lit(DEMO_LABEL).alias("data_label")) if is_demo else frame


def _canonical(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Give an input table in an order that does not depend on its files, columns of its own after those declared."""
    declared = TABLE_SCHEMAS[name].names
    others = sorted(set(frame.columns) - set(declared) - {"source_file", "source_row"})
    return frame.select(*declared, *others).sort(pl.all(), nulls_last=True)


def _hash(content: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_result(folder: Path) -> Stored:
    """Read a result folder; raises `DataError` where it is none, is of another format, or was changed."""
    facts = _read_facts(folder)
    problems = [
        Problem(CHANGED_RESULT if (folder / name).is_file() else FILE_GONE, None, {"folder": str(folder), "file": name})
        for name, digest in facts["files"].items()
        if not (folder / name).is_file() or _hash((folder / name).read_bytes()) != digest
    ]
    if problems:
        raise DataError(problems)
    frames = _read_tables(folder, facts)
    problems = [
        Problem(NOT_THE_SAME, None, {"folder": str(folder), "file": f"{name}.parquet", "csv": f"{name}.csv"})
        for name, frame in frames.items()
        if not is_same_in_parquet(folder / f"{name}.parquet", frame)
    ]
    if problems:
        raise DataError(problems)
    inputs = {
        name: read_csv(folder / f"inputs/{name}.csv").drop("data_label", strict=False)
        for name in TABLE_SCHEMAS
        if f"inputs/{name}.csv" in facts["files"]
    }
    scheme = load_text((folder / "scheme.yaml").read_text(encoding="utf-8"), str(folder / "scheme.yaml"))
    plain = dict.fromkeys(FURTHER_TABLES, pl.DataFrame()) | {
        name: untitled(name, frame) for name, frame in frames.items()
    }
    return Stored(folder, facts, scheme, Tables.from_frames(inputs), **plain)


def _read_tables(folder: Path, facts: Mapping[str, Any]) -> dict[str, pl.DataFrame]:  # Any: JSON
    """Read the tables of a result; raises `DataError` with every one that is not there, or lacks columns."""
    names = [name for name in RESULT_SCHEMAS if name not in FURTHER_TABLES or f"{name}.csv" in facts["files"]]
    absent = [name for name in names if f"{name}.csv" not in facts["files"]]
    frames = {name: read_result_table(folder / f"{name}.csv") for name in names if name not in absent}
    lacking = {name: [one for one in RESULT_SCHEMAS[name].names if one not in frames[name].columns] for name in frames}
    problems = [_not_result(folder, f"缺少 {name}.csv 文件", f"the file {name}.csv is missing") for name in absent] + [
        _not_result(
            folder,
            f"{name}.csv 文件缺少第 {FORMAT} 版格式的列 {'、'.join(columns)}",
            f"the file {name}.csv lacks columns that format {FORMAT} has: {', '.join(columns)}",
        )
        for name, columns in lacking.items()
        if columns
    ]
    if problems:
        raise DataError(problems)
    return frames


def _read_facts(folder: Path) -> dict[str, Any]:  # Any: JSON
    """Read result.json."""
    try:
        facts = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    except OSError:
        raise _no_result(folder, "缺少 result.json 文件", "the file result.json is missing") from None
    except ValueError as error:
        raise _no_result(
            folder, f"result.json 文件无法读取（{error}）", f"the file result.json cannot be read ({error})"
        ) from error
    if not isinstance(facts, dict) or "format" not in facts:
        raise _no_result(folder, "result.json 文件中没有 format 一项", "the file result.json names no format")
    if facts["format"] != FORMAT:
        values = {"folder": str(folder), "found": str(facts["format"]), "known": str(FORMAT)}
        raise DataError([Problem(TOO_OLD, None, values)])
    if facts.get("result") != _hash_of(facts):
        raise DataError([Problem(BROKEN_RESULT, None, {"folder": str(folder)})])
    return facts


def _no_result(folder: Path, zh: str, en: str) -> DataError:
    """Give the refusal of a folder that holds no result."""
    return DataError([_not_result(folder, zh, en)])


def _not_result(folder: Path, zh: str, en: str) -> Problem:
    """Say why a folder holds no result."""
    return Problem(NOT_RESULT, None, {"folder": str(folder), "why_zh": zh, "why_en": en})


def earlier_from(stored: Stored) -> Earlier:
    """Give what outcome rules may ask of an earlier result."""
    wanted = ("rank", "count", "from_last", "total", "grade", "titles")
    rows = {
        (row["period"], row["unit"]): {name: row[name] for name in wanted}
        for row in stored.ranking.iter_rows(named=True)
    }

    def points(node: str) -> dict[Key, object]:
        own = stored.scores.filter(pl.col("node") == node).select("period", "unit", "points")
        return {(period, unit): text for period, unit, text in own.iter_rows()}

    return Earlier(stored.run, rows, ResultNames(stored.scheme, stored.tables, points, stored.rankings, stored.tiers))
