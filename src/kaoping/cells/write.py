"""A workbook into an .xlsx file: the same book gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kaoping.cells.book import Book, Content, Entry, Given, Sheet, Text

__all__ = ["write_book"]

_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no time: equal results are equal files
_STYLES: Final = {
    "plain": {},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "title": {"bold": True, "font_size": 14},
    "head": {"bold": True, "text_wrap": True, "bg_color": "#E8EEF4", "border": 1, "valign": "top"},
    "note": {"bold": True, "font_color": "#B00020"},
}

Stored = Callable[[Content], Content]


def write_book(book: Book, path: Path, stored: Stored = lambda content: content) -> None:
    """Write a workbook. stored: what stands beside a formula as its last value, for readers that do not compute."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(str(path), options)
    file.set_properties({"title": "Kaoping 考评", "created": _MADE})
    file.set_calc_mode("auto")
    formats: dict[str | int, Format] = {name: file.add_format(style) for name, style in _STYLES.items()}
    for sheet in book.sheets.values():
        _write_sheet(file, formats, sheet, stored)
    file.close()


def _write_sheet(file: xlsxwriter.Workbook, formats: dict[str | int, Format], sheet: Sheet, stored: Stored) -> None:
    page = file.add_worksheet(sheet.name)
    page.freeze_panes(*sheet.frozen)
    for column, width in sheet.widths.items():
        page.set_column(column, column, width)
    for (row, column), cell in sorted(sheet.cells.items()):
        if isinstance(cell, Text):
            page.write_string(row, column, cell.words, formats[cell.style])
        elif isinstance(cell, Given):
            _given(page, row, column, cell.content)
        else:
            shown = _decimals(file, formats, cell)
            page.write_formula(row, column, f"={cell.formula}", shown, stored(cell.content))


def _given(page: Worksheet, row: int, column: int, content: Content) -> None:
    if isinstance(content, bool):
        page.write_boolean(row, column, content)
    elif isinstance(content, str):
        page.write_string(row, column, content)
    elif content is not None:  # pragma: no branch -- an empty cell is not written
        page.write_number(row, column, content)


def _decimals(file: xlsxwriter.Workbook, formats: dict[str | int, Format], cell: Entry) -> Format | None:
    """Give the format of a published figure: as many decimals as it has."""
    if cell.decimals is None:
        return None
    if cell.decimals not in formats:
        text = f"0.{'0' * cell.decimals}" if cell.decimals > 0 else "0"
        formats[cell.decimals] = file.add_format({"num_format": text})
    return formats[cell.decimals]
