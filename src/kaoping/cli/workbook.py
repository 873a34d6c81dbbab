"""`kaoping workbook`: a result as a spreadsheet of live formulas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kaoping.cli.commands import app
from kaoping.cli.speaking import Lang, LangOption, reporting
from kaoping.engine import read_result

__all__ = ["workbook"]

_TAKEN = {Lang.ZH: "{} 已存在，未改动。", Lang.EN: "{} exists and was left alone."}
_WRITTEN = {
    Lang.ZH: "已写出 {0}：{1} 个公式；{2} 处由系统计算、不是公式，列在“系统计算”一页。",
    Lang.EN: "{0} written: {1} formulas; {2} figures are computed by Kaoping, and listed on the sheet Computed.",
}


@app.command(
    help="把结果写成电子表格，每个数都是活的公式，供核对。\n"
    "Write a result as a spreadsheet in which every figure is a live formula, for checking."
)
def workbook(
    result: Annotated[Path, typer.Argument(help="结果文件夹。\nA result folder.")],
    out: Annotated[Path, typer.Option("--out", help="要写出的 .xlsx 文件。\nThe .xlsx file to write.")],
    lang: LangOption = Lang.ZH,
) -> None:
    """Write a result as a spreadsheet in which every figure is a live formula."""
    from kaoping import cells  # noqa: PLC0415 -- slow import

    if out.exists():
        typer.echo(_TAKEN[lang].format(out), err=True)
        raise typer.Exit(2)
    with reporting(lang):
        book = cells.workbook(read_result(result))
        cells.write_book(book, out)
    typer.echo(_WRITTEN[lang].format(out, book.formulas, len(book.listed)))
