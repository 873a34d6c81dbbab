"""The commands check, score, explain, diff, schema, new, demo-data, version; each with its help in both languages."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kaoping import __version__
from kaoping.cli.speaking import Lang, LangOption, language, print_problems, progress_bar, reporting
from kaoping.engine import (
    Frozen,
    Stored,
    check_earlier,
    earlier_from,
    frozen_for,
    kept_for,
    load_tables,
    read_result,
    score,
    write_result,
)
from kaoping.engine.messages import FOLDER_TAKEN
from kaoping.errors import DataError, Problem, SchemeError
from kaoping.report import explain as explained
from kaoping.report import further_tables, ranking_table, wrapped
from kaoping.sample import CITIES, NO_SUCH_CITY, city_of, generate, write_sample
from kaoping.scheme import differences, load, problems, scheme_json_schema, starter
from kaoping.scheme.model import Scheme

__all__ = ["Readings", "app"]

# Every help text speaks both languages, a line each; the library breaks a line at spaces only, so that 16 Chinese
# characters without one are the most that a terminal of 80 columns shows.
app = typer.Typer(
    help="考评 Kaoping：政府绩效考评，精确计分，逐项说明。\n"
    "Score a government's yearly performance assessment exactly, and explain every score.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


class Readings(StrEnum):
    """Whose figures are the result."""

    AUTO = "auto"
    COLUMNS = "columns"
    EXACT = "exact"


_ONE_OF_TWO = {
    Lang.ZH: "--frozen 与 --corrects 只能写一个：更正时统计量是否保持，由方案的 after_appeal 决定。",
    Lang.EN: "--frozen and --corrects exclude each other: after_appeal in the scheme says what a correction keeps.",
}
_NOT_WRITTEN = {
    Lang.ZH: "没有写出结果；要写入文件夹，请加 --out 文件夹。",
    Lang.EN: "No result was written; --out FOLDER writes it to a folder.",
}


@app.command(help="检查方案，一次报告全部问题。\nReport everything wrong with a scheme at once.")
def check(
    scheme: Annotated[
        Path,
        typer.Argument(help="方案文件，或含 scheme.yaml 的文件夹。\nA scheme file, or a folder holding scheme.yaml."),
    ],
    lang: LangOption = Lang.ZH,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 列出问题。\nPrint the problems as JSON.")] = False,
) -> None:
    """Report everything wrong with a scheme at once."""
    found = problems(scheme)[1]
    if as_json:
        typer.echo(json.dumps([problem.as_json() for problem in found], ensure_ascii=False, indent=2))
    else:
        print_problems(found, language(lang))
        if not found:
            typer.echo("方案没有问题。" if lang is Lang.ZH else "The scheme is sound.")
    raise typer.Exit(1 if found else 0)


@app.command(
    name="score",
    help="计分、排名，写出结果。\nScore a scheme over its data, print the ranking, write the result.",
)
def score_command(
    folder: Annotated[
        Path,
        typer.Argument(
            help="含 scheme.yaml 和数据的文件夹；数据在别处的，用 --data 指明。\n"
            "A folder with scheme.yaml, and the data unless --data names them."
        ),
    ],
    data: Annotated[
        Path | None, typer.Option("--data", help="存放各数据表的文件夹。\nThe folder with the tables.")
    ] = None,
    previous: Annotated[
        list[Path] | None,
        typer.Option(
            "--previous",
            help="以往的结果文件夹；可写多次。\nAn earlier result folder; may stand several times.",
        ),
    ] = None,
    frozen: Annotated[
        Path | None,
        typer.Option("--frozen", help="沿用该结果文件夹中的统计量。\nGo by the statistics of this result folder."),
    ] = None,
    corrects: Annotated[
        Path | None,
        typer.Option(
            "--corrects",
            help="本次更正的结果文件夹。\nThe result this run corrects; after_appeal says whether its statistics stay.",
        ),
    ] = None,
    engine: Annotated[
        Readings,
        typer.Option(
            "--engine",
            help="以哪种算法为准。\nWhose figures count; auto: the exact ones up to 200,000 leaf values.",
        ),
    ] = Readings.AUTO,
    out: Annotated[
        Path | None, typer.Option("--out", help="把结果写入这个文件夹。\nWrite the result folder here.")
    ] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """Score a scheme over its data, print the ranking, and write the result folder with --out."""
    if frozen is not None and corrects is not None:
        raise typer.BadParameter(_ONE_OF_TWO[lang])
    with reporting(lang):
        scheme = load(folder)
        tables = load_tables(scheme, data or (folder if folder.is_dir() else folder.parent))
        earlier = [earlier_from(read_result(path)) for path in previous or ()]
        former = None if corrects is None else read_result(corrects)
        check_earlier(scheme, earlier, former)
        kept, run = _statistics(scheme, frozen, former)
        with progress_bar(lang) as progress:
            result = score(
                scheme, tables, previous=earlier, engine=engine.value, frozen=kept, corrects=run, progress=progress
            )
        # Written before it is printed: whoever reads only the first lines has the whole result all the same.
        text = (folder / "scheme.yaml" if folder.is_dir() else folder).read_text(encoding="utf-8")
        written = None if out is None else write_result(result, out, text)[:12]
        console = Console(soft_wrap=False)
        for table in ranking_table(result, language(lang)):
            console.print(table)
            console.print()
        for line in further_tables(result, language(lang)):
            typer.echo(line)
        if written is None:
            typer.echo(_NOT_WRITTEN[lang])
        else:
            words = "计分批次 {}，结果在 {}" if lang is Lang.ZH else "run {}, written to {}"
            typer.echo(words.format(written, out))


@app.command(help="逐项说明一个单位的得分，写出算式。\nExplain one unit's score, line by line, with the arithmetic.")
def explain(
    result: Annotated[Path, typer.Argument(help="结果文件夹。\nA result folder.")],
    unit: Annotated[str, typer.Argument(help="单位的标识或名称。\nThe unit's id, or its title.")],
    node: Annotated[
        str | None,
        typer.Argument(help="考评板块或指标；不写则说明全部。\nA part or indicator; without it the whole tree."),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", help="某一考评周期；不写则说明全部周期。\nOne scored period; without it all."),
    ] = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """Explain one unit's score: every figure, rule, rounding, rank and grade, with the arithmetic."""
    with reporting(lang):
        text = explained(read_result(result), unit, node=node, period=period, lang=language(lang))
        console = Console()
        # Into a file or another program lines go whole; a terminal would break them in the middle of words and figures.
        typer.echo("\n".join(wrapped(text, console.width)) if console.is_terminal else text)


@app.command(
    help="用文字说明两个方案的差别，以及会影响谁的得分。\n"
    "Say in words what changed between two schemes and whose scores it can change."
)
def diff(
    before: Annotated[Path, typer.Argument(help="原方案。\nThe earlier scheme.")],
    after: Annotated[Path, typer.Argument(help="新方案。\nThe later scheme.")],
    lang: LangOption = Lang.ZH,
) -> None:
    """Say in words what changed between two schemes and whose scores it can change."""
    with reporting(lang):
        found = differences(load(before), load(after))
        for change in found:
            what, whose = (change.zh, change.affects_zh) if lang is Lang.ZH else (change.en, change.affects_en)
            typer.echo(f"{what}{'' if lang is Lang.ZH else ' '}{whose}")
        if not found:
            typer.echo("两个方案没有差别。" if lang is Lang.ZH else "The schemes say the same.")


@app.command(help="打印方案文件的 JSON Schema，供编辑器使用。\nPrint the JSON Schema of scheme files, for editors.")
def schema() -> None:
    """Print the JSON Schema of scheme files, for editors."""
    typer.echo(json.dumps(scheme_json_schema(), ensure_ascii=False, indent=2))


@app.command(help="新建带注释的方案。\nWrite a commented starter scheme.")
def new(
    folder: Annotated[
        Path,
        typer.Argument(
            help="要新建的文件夹；文件夹名用作方案标识。\nA folder to make; its name becomes the scheme's id."
        ),
    ],
    lang: LangOption = Lang.ZH,
) -> None:
    """Write a commented starter scheme."""
    path = folder / "scheme.yaml"
    if path.exists():
        typer.echo(f"{path} 已存在，未改动。" if lang is Lang.ZH else f"{path} exists and was left alone.", err=True)
        raise typer.Exit(2)
    with reporting(lang):
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(starter(_scheme_id(folder.resolve().name)), encoding="utf-8")
    words = "已写出 {0}；请运行 kaoping check {1}" if lang is Lang.ZH else "{0} written; now run kaoping check {1}"
    typer.echo(words.format(path, folder))


@app.command(
    name="demo-data",
    help="为方案生成示例市的演示数据，均为虚构并有标注。\n"
    "Write invented, labelled data of the sample city for a scheme.",
)
def demo_data(
    scheme: Annotated[
        Path,
        typer.Argument(help="含示例市考评组的方案。\nA scheme with the groups of the sample city, such as the areas."),
    ],
    out: Annotated[Path, typer.Option("--out", help="存放数据表的新文件夹。\nA new folder for the tables.")],
    seed: Annotated[int, typer.Option("--seed", help="随机种子。\nThe same seed gives the same bytes.")] = 2016,
    lang: LangOption = Lang.ZH,
) -> None:
    """Write invented, labelled data of the sample city for a scheme."""
    with reporting(lang):
        loaded = load(scheme)
        city = city_of(loaded)
        if city is None:
            known = "; ".join(", ".join(sorted({member.group for member in each.members})) for each in CITIES)
            raise SchemeError([Problem(NO_SUCH_CITY, loaded.spots.of("groups"), {"known": known})])
        if out.exists() and any(out.iterdir()):
            raise DataError([Problem(FOLDER_TAKEN, None, {"folder": str(out)})])
        files = write_sample(generate(loaded, city, seed), out)
    words = "已写出 {} 个演示数据表，在 {}" if lang is Lang.ZH else "{} tables of demo data written to {}"
    typer.echo(words.format(len(files), out))


@app.command(help="打印版本号。\nPrint the version.")
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def _statistics(scheme: Scheme, frozen: Path | None, corrected: Stored | None) -> tuple[Frozen | None, str | None]:
    """Give the statistics of an earlier run to go by, and the run that is corrected."""
    if frozen is not None:
        return frozen_for(scheme, read_result(frozen)), None
    return (None, None) if corrected is None else (kept_for(scheme, corrected), corrected.run)


def _scheme_id(name: str) -> str:
    """Make an id of a folder's name: letters a to z, digits and _, a letter first."""
    found = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return found if found[:1].isalpha() else f"scheme_{found}".strip("_")
