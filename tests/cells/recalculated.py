"""Workbooks recalculated by LibreOffice, which knows nothing of us: wrong figures stored beside every formula."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kaoping.cells import Book, write_book
from kaoping.cells.book import Content, Entry, Given, Sheet, Text

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not here: apt-get install --no-install-recommends libreoffice-calc"
)
RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""
RELATIVE = 1e-9
_HELD = 1e9
READ = {"说明 About", "系统计算 Computed"}


def wrong(content: Content) -> Content:
    """Give something else than a formula gives."""
    return content + 12345.5 if isinstance(content, float) else "wrong"


def recalculated(books: Mapping[str, Book], folder: Path) -> dict[str, CalamineWorkbook]:
    """Write the books with wrong figures stored, have LibreOffice compute them all again, and read them back."""
    assert OFFICE is not None
    for part in ("profile/user", "in", "out"):
        (folder / part).mkdir(parents=True)
    (folder / "profile/user/registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    for name, book in books.items():
        write_book(book, folder / "in" / f"{name}.xlsx", wrong)
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "out")]
    command += [str(folder / "in" / f"{name}.xlsx") for name in books]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: CalamineWorkbook.from_path(str(folder / "out" / f"{name}.xlsx")) for name in books}


def differences(book: Book, found: CalamineWorkbook) -> Iterator[str]:
    """Give every cell with a formula that another program computes otherwise, and every error in a cell."""
    for sheet in book.sheets.values():
        rows = found.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        for (row, column), cell in sheet.cells.items():
            if isinstance(cell, Entry):
                now = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
                if not same(cell, now):
                    yield f"{sheet.name} {row + 1},{column}: {now!r} against {cell.content!r}, ={cell.formula}"


def same(cell: Entry, now: object) -> bool:
    """Tell whether a cell gives what it has to: at the published decimals, and to 1e-9 relative.

    Published decimals count as far as a double holds them: a figure of twelve digits before the point has none.
    """
    wanted = cell.content
    if isinstance(wanted, bool | str) or isinstance(now, str) or wanted is None:
        return now == wanted
    if not isinstance(now, float | int):
        return False
    if cell.decimals is not None and abs(wanted) < _HELD and round(now, cell.decimals) != round(wanted, cell.decimals):
        return False
    return abs(now - wanted) <= RELATIVE * max(1.0, abs(wanted))


def errors(path: Path) -> list[str]:
    """Give the sheets of a file in which a cell holds an error."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return [name for name in sheets if b' t="e"' in archive.read(name)]


def merged(books: Mapping[str, Book]) -> Book:
    """Put several workbooks into one: LibreOffice takes longer to open a file than to compute it."""
    out = Book()
    for number, book in enumerate(books.values()):
        # What is only read needs no computing.
        names = {name: f"{number} {name}"[:31] for name in book.sheets if name not in READ}
        for name, now in names.items():
            cells = {at: _moved(cell, names) for at, cell in book.sheets[name].cells.items()}
            out.sheets[now] = Sheet(now, cells)
    return out


def _moved(cell: Given | Entry | Text, names: Mapping[str, str]) -> Given | Entry | Text:
    """Let a formula name the sheets as they are called now."""
    if not isinstance(cell, Entry):
        return cell
    formula = cell.formula
    for before, now in names.items():
        formula = formula.replace(f"'{before}'!", f"'{now}'!")
    return replace(cell, formula=formula)
