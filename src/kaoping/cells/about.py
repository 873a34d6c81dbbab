"""The first and the last sheet: what the workbook is, and every figure in it that is no live formula."""

from __future__ import annotations

from typing import Final

from kaoping import __version__
from kaoping.cells.book import Book, Ref, Text
from kaoping.cells.labels import SHEETS, Label
from kaoping.cells.layout import Layout
from kaoping.engine import DEMO_LABEL, Result, Stored

__all__ = ["about_sheets"]

_SAID: Final = (
    Label(
        "本工作簿供核对：除“系统计算”一页所列各项外，每个算得的数都是活的公式；"
        "改动“数据”或“参数”页的数，其余随之重算。",
        "This workbook is for checking: but for what the sheet Computed lists, every computed figure is a live "
        "formula. Change a figure on Inputs or Parameters, and the others follow.",
    ),
    Label(
        "缺报的格为空，不当作零；对缺报如何处理写在该项得分旁边。哪些行参加计算、缺报按哪一条处理，按本次结果固定。",
        "Where nothing was delivered the cell is empty, never zero; what was done about it stands beside the points. "
        "Which rows take part, and which policy stands in for what is absent, is as in this result.",
    ),
    Label(
        "取整、比较、评档、排名之前，数值先取 12 位有效数字（四舍六入五成双），公式中写明。",
        "Before a rounding, a comparison, a band or a rank, figures are taken to 12 significant digits, half to even; "
        "the formulas say so.",
    ),
    Label(
        "称号、单项第一、结果运用、其他排名和分档不在本工作簿内，见结果文件夹。",
        "Titles, first places, outcomes, further rankings and tiers are not in this workbook: see the result folder.",
    ),
    Label(
        "公式只用 Excel 2010 起各种电子表格都有的函数。",
        "The formulas use only functions that every spreadsheet has had since Excel 2010.",
    ),
)
_COLUMNS: Final = (Label("位置", "where"), Label("是什么", "what"), Label("为什么", "why"))


def about_sheets(layout: Layout, result: Result | Stored) -> None:
    """Add both sheets, label demo data on every sheet, and put the sheets in their order."""
    book = layout.book
    _about(book, layout, result)
    _listed(book)
    if result.tables.is_demo:
        for name in book.sheets:
            book.put(Ref(name, 1, 0), Text(DEMO_LABEL, "note"))
    before = [SHEETS[name].both() for name in ("about", "total", "parts", "leaves", "inputs", "parameters")]
    book.ordered([*before, *(SHEETS[name].both() for name in ("statistics", "places", "listed"))])


def _about(book: Book, layout: Layout, result: Result | Stored) -> None:
    name, scheme = SHEETS["about"].both(), result.scheme
    title = layout.label(scheme.title)
    run = result.run if isinstance(result, Stored) else ""
    lines = [title.zh, title.en, *([f"计分批次 run {run}"] if run else []), f"Kaoping 考评 {__version__}", ""]
    lines += [text for said in _SAID for text in (said.zh, said.en)]
    book.put(Ref(name, 0, 0), Text(SHEETS["about"].both(), "title"))
    for line, text in enumerate(lines, start=2):
        book.put(Ref(name, line, 0), Text(text, "wrapped" if line > len(lines) - 2 * len(_SAID) + 1 else "plain"))
    book.sheet(name).widths[0] = 100.0


def _listed(book: Book) -> None:
    name = SHEETS["listed"].both()
    book.put(Ref(name, 0, 0), Text(SHEETS["listed"].both(), "title"))
    if not book.listed:
        book.put(
            Ref(name, 2, 0), Text("没有：每个算得的数都是公式。None: every computed figure is a formula.", "plain")
        )
    for column, label in enumerate(_COLUMNS):
        if book.listed:
            book.put(Ref(name, 2, column), Text(label.both(), "head"))
        book.sheet(name).widths[column] = 40.0
    for line, one in enumerate(book.listed, start=3):
        for column, text in enumerate((one.where, one.what.both(), one.why.both())):
            book.put(Ref(name, line, column), Text(text))
