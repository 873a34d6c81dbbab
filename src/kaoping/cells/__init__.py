"""A result as a workbook of live formulas, for checking with a program that knows nothing of Kaoping.

The engine's own walk is read once more, in cells: nothing here decides how anything is scored.
"""

from kaoping.cells.book import Book
from kaoping.cells.workbook import workbook
from kaoping.cells.write import write_book

__all__ = ["Book", "workbook", "write_book"]
