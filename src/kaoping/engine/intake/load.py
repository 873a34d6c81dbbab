"""From a folder to tables: which files fill which table, then typing, then every check, all at once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from kaoping.engine.intake import messages
from kaoping.engine.intake.bad_rows import BadRows, Near, problems_of
from kaoping.engine.intake.files import SUFFIXES, read_table
from kaoping.engine.intake.frames import checked_columns
from kaoping.engine.intake.mapped import headings_of, mapped, source_problems
from kaoping.engine.intake.mapping import DataMapping
from kaoping.engine.intake.mapping_file import read_mapping
from kaoping.engine.intake.needs import needs_of
from kaoping.engine.intake.schemas import PLACES, TABLE_SCHEMAS
from kaoping.engine.intake.tables import Tables
from kaoping.engine.intake.validate import checked
from kaoping.errors import DataError, Problem, nearest
from kaoping.scheme.model import Scheme

__all__ = ["MAPPING_NAME", "load_tables"]

MAPPING_NAME = "data.yaml"


def load_tables(scheme: Scheme, folder: Path | str, mapping: Path | str | None = None) -> Tables:
    """Read and check all tables of a scheme. Raises a DataError with every problem found.

    mapping: the `data.yaml` to follow; None takes the one in the folder. Without it, `units.csv`,
        `observations.csv` (`.csv.gz`, `.parquet`) … are read as they are; where there is no `units` file, the
        `data.yaml` beside the scheme is followed.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise DataError([Problem(messages.NO_FOLDER, None, {"name": folder.as_posix()})])
    gathered = _Gathered(folder)
    path = Path(mapping) if mapping is not None else _mapping_of(scheme, folder)
    if path is None:
        gathered.add_plain()
    else:
        gathered.add_mapped(path)
    problems = gathered.problems
    if not problems:
        problems = _missing_tables(scheme, folder, gathered.texts)
    tables, bad_cells = Tables.from_texts(gathered.texts, gathered.headings)
    bad_rows = gathered.bad_rows + bad_cells
    if not problems:  # of a table that is not there, every other check would complain again
        others, problems = checked(scheme, tables)
        bad_rows += [found for rows in others if (found := rows.without(bad_rows)) is not None]
    problems = problems + problems_of(bad_rows, gathered.headings)
    if problems:
        raise DataError(problems)
    return tables


def _mapping_of(scheme: Scheme, folder: Path) -> Path | None:
    """Give the `data.yaml` of the folder; else, where the folder has no `units` file, the one beside the scheme."""
    if (own := folder / MAPPING_NAME).is_file():
        return own
    is_plain = any((folder / f"units{suffix}").is_file() for suffix in SUFFIXES)
    beside = Path(scheme.spots.whole.file).parent / MAPPING_NAME
    return beside if scheme.spots.whole.file and not is_plain and beside.is_file() else None


class _Gathered:
    """What the files of a folder give, table by table."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, pl.DataFrame] = {}
        self.headings: dict[tuple[str, str, str, str], str] = {}
        self.problems: list[Problem] = []
        self.bad_rows: list[BadRows] = []
        self._files: dict[str, pl.DataFrame | None] = {}

    def add_plain(self) -> None:
        """Take the files that are named like tables."""
        for table, schema in TABLE_SCHEMAS.items():
            names = [name for suffix in SUFFIXES if (self.folder / (name := table + suffix)).is_file()]
            if len(names) > 1:
                values = {"table": table, "files": ", ".join(names)}
                self.problems.append(Problem(messages.TWO_FILES, None, values))
            elif names and (frame := self._file(names[0])) is not None:
                found = checked_columns(schema, frame.columns, names[0])
                self.problems += found
                if not found:
                    self.texts[table] = frame

    def add_mapped(self, path: Path) -> None:
        """Take the files that a mapping names."""
        mapping, found = read_mapping(path)
        self.problems += found
        if mapping is None:
            return
        for table in TABLE_SCHEMAS:
            self.problems += [found for source in mapping.of(table) for found in source_problems(table, source)]
        if not self.problems:
            for table in TABLE_SCHEMAS:
                self._add_table(table, mapping)

    def _add_table(self, table: str, mapping: DataMapping) -> None:
        """Take all sources of a table, one below the other."""
        frames: list[pl.DataFrame] = []
        for source in mapping.of(table):
            raw = self._named_file(source.file, Problem(messages.NO_FILE, source.spots.of("file")))
            if raw is None:
                continue
            frame, bad_rows, found = mapped(table, source, raw)
            self.bad_rows += bad_rows
            self.problems += found
            if frame is not None:
                frames.append(frame)
                self.headings |= headings_of(table, source)
        if frames:
            self.texts[table] = pl.concat(frames, how="diagonal")

    def _named_file(self, name: str, problem: Problem) -> pl.DataFrame | None:
        """Read a file that a mapping names; it has to stand inside the folder."""
        path = self.folder / name
        if not path.resolve().is_relative_to(self.folder.resolve()):
            self.problems.append(Problem(messages.OUTSIDE, problem.where, {"name": name}))
            return None
        if not path.is_file():
            near = Near(tuple(sorted(found.name for found in self.folder.iterdir() if found.is_file())))
            self.problems.append(Problem(problem.message, problem.where, near.of(name)))
            return None
        return self._file(name)

    def _file(self, name: str) -> pl.DataFrame | None:
        """Read a file, once even where several tables come from it."""
        if name not in self._files:
            self._files[name], found = read_table(self.folder / name, name)
            self.problems += found
        return self._files[name]


def _missing_tables(scheme: Scheme, folder: Path, present: Iterable[str]) -> list[Problem]:
    """Find the tables that the scheme reads and nobody delivered, and what the folder has in their place."""
    problems: list[Problem] = []
    for name, indicators in needs_of(scheme).tables().items():
        if name in present:
            continue
        listed = ", ".join(indicators[:5]) + (", …" if indicators[5:] else "")
        near_zh, near_en = _instead(folder, name)
        values = {
            "name": name,
            "needed_zh": f"指标 {listed} 要读取它" if indicators else "没有单位就无法考评",
            "needed_en": f"needed by {listed}" if indicators else "without units there is nobody to assess",
            "columns": ", ".join(TABLE_SCHEMAS[name].required),
            "near_zh": near_zh,
            "near_en": near_en,
        }
        problems.append(Problem(messages.MISSING_TABLE, None, values))
    return problems


def _instead(folder: Path, table: str) -> tuple[str, str]:
    """Say what the folder has in place of a table: a workbook of it, or a file of nearly that name with its columns."""
    files = sorted(path.name for path in folder.iterdir() if path.is_file())
    workbook = next((name for name in files if name.lower() in {f"{table}.xlsx", f"{table}.xls"}), None)
    if workbook is not None:
        return (
            (
                f"文件夹中有“{workbook}”，但考评目前只读 CSV 和 Parquet：请在 Excel 中打开它，选“文件”→“另存为”，"
                f"保存类型选“CSV UTF-8（逗号分隔）”，文件名写“{table}.csv”。"
            ),
            (
                f" There is {workbook}, but Kaoping reads CSV and Parquet only for now: open it in Excel, choose "
                f"File, Save As, the type “CSV UTF-8 (comma delimited)”, and the name {table}.csv."
            ),
        )
    others = [name for name in files if name.partition(".")[0] not in TABLE_SCHEMAS]
    found = nearest(f"{table}.csv", others)
    if not found:
        return "", ""
    near = found.split('"')[1]
    frame = read_table(folder / near, near)[0] if near.endswith(SUFFIXES) else None
    if frame is None:
        return f"是不是 {found}？", f" Is it {found}?"
    header = ", ".join(name for name in frame.columns if name not in PLACES)
    return f"是不是 {found}？“{near}”的列：“{header}”。", f' Is it {found}? The columns of "{near}": {header}.'
