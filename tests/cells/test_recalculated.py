"""Every worked example and two published assessments, recomputed cell by cell by a program that knows nothing of us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cells.books import examples_of_groups, of_examples, of_regulations, of_schemes
from cells.recalculated import differences, errors, merged, needs_office, recalculated
from kaoping.cells import Book
from kaoping.cells.book import Entry

BOOKS = {"examples": of_examples, "schemes": of_schemes, "regulations": of_regulations, "group": examples_of_groups}
PARTS = 4  # LibreOffice opens a few large files faster than many small ones, and gets slow over hundreds of sheets


@cache
def split() -> Mapping[str, Book]:
    """Give all workbooks in a few."""
    books = {name: book for made in BOOKS.values() for name, book in made().items()}
    names = list(books)
    return {f"part {at}": merged({name: books[name] for name in names[at::PARTS]}) for at in range(PARTS)}


@needs_office
def test_every_cell_gives_what_the_engine_found(tmp_path: Path) -> None:
    books = split()

    found = recalculated(books, tmp_path)

    assert [line for name, book in books.items() for line in differences(book, found[name])] == []
    assert [(name, errors(tmp_path / "out" / f"{name}.xlsx")) for name in books] == [(name, []) for name in books]


@needs_office
def test_a_wrong_formula_is_found_out(tmp_path: Path) -> None:
    name, book = next(iter(of_schemes().items()))
    broken = spoiled(book)

    found = recalculated({name: broken}, tmp_path)

    assert len(list(differences(book, found[name]))) > 0


def spoiled(book: Book) -> Book:
    """Give the workbook with the first formula that adds up made wrong by a hundred-thousandth."""
    out = Book({name: replace(sheet, cells=dict(sheet.cells)) for name, sheet in book.sheets.items()})
    for sheet in out.sheets.values():
        for at, cell in sheet.cells.items():
            if isinstance(cell, Entry) and "SUM(" in cell.formula and isinstance(cell.content, float):
                sheet.cells[at] = replace(cell, formula=f"{cell.formula}*1.00001")
                return out
    pytest.fail("no formula adds up")
