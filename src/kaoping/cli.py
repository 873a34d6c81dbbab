"""The command line: check, score, explain, diff, schema, new, demo-data. It reads, calls the rooms, prints, exits.

Exit codes: 0 done, 1 the scheme or the data have problems, 2 the call was wrong, 3 a fault of ours.
The file has many lines because every command stands here with its help in both languages.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.progress import Progress

from kaoping import __version__
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
from kaoping.errors import DataError, EngineError, KaopingError, Problem, SchemeError
from kaoping.report import explain as explained
from kaoping.report import ranking_table
from kaoping.sample import CITIES, NO_SUCH_CITY, city_of, generate, write_sample
from kaoping.scheme import differences, load, problems, scheme_json_schema, starter
from kaoping.scheme.model import Scheme

__all__ = ["Lang", "Readings", "ScoringBar", "app", "main"]

# Every help text speaks both languages, a line each; the library breaks a line at spaces only, so that 16 Chinese
# characters without one are the most that a terminal of 80 columns shows.
app = typer.Typer(
    help="考评 Kaoping：政府绩效考评，精确计分，逐项说明。\n"
    "Score a government's yearly performance assessment exactly, and explain every score.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


class Lang(StrEnum):
    """The language of messages and reports."""

    ZH = "zh"
    EN = "en"


class Readings(StrEnum):
    """Whose figures are the result."""

    AUTO = "auto"
    COLUMNS = "columns"
    EXACT = "exact"


_ONE_OF_TWO = {
    Lang.ZH: "--frozen 与 --corrects 只能写一个：更正时统计量是否保持，由方案的 after_appeal 决定。",
    Lang.EN: "--frozen and --corrects exclude each other: after_appeal in the scheme says what a correction keeps.",
}
LangOption = Annotated[Lang, typer.Option("--lang", help="提示和报表的语言。\nLanguage of messages and reports.")]


def main() -> None:
    """Run the command line; a wrong call is told in the language that --lang asks for."""
    try:
        code = app(prog_name="kaoping", standalone_mode=False) or 0
    except typer.TyperException as error:
        lang = Lang.EN if _given(sys.argv[1:], "--lang") == "en" else Lang.ZH
        if sys.argv[1:]:  # without any word the library has shown the help
            typer.echo(_usage_problem(error, sys.argv[1:], lang), err=True)
        code = error.exit_code
    sys.exit(code)


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
        _print_problems(found, _language(lang))
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
    with _reporting(lang):
        scheme = load(folder)
        tables = load_tables(scheme, data or (folder if folder.is_dir() else folder.parent))
        earlier = [earlier_from(read_result(path)) for path in previous or ()]
        former = None if corrects is None else read_result(corrects)
        check_earlier(scheme, earlier, former)
        kept, run = _statistics(scheme, frozen, former)
        with _progress(lang) as progress:
            result = score(
                scheme, tables, previous=earlier, engine=engine.value, frozen=kept, corrects=run, progress=progress
            )
        # Written before it is printed: whoever reads only the first lines has the whole result all the same.
        text = (folder / "scheme.yaml" if folder.is_dir() else folder).read_text(encoding="utf-8")
        written = None if out is None else write_result(result, out, text)[:12]
        console = Console(soft_wrap=False)
        for table in ranking_table(result, _language(lang)):
            console.print(table)
            console.print()
        if written is not None:
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
    with _reporting(lang):
        typer.echo(explained(read_result(result), unit, node=node, period=period, lang=_language(lang)))


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
    with _reporting(lang):
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
    with _reporting(lang):
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
    with _reporting(lang):
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


_CALLS = {
    "option": ("没有选项“{name}”。可用的选项：{known}。", "There is no option {name}. Known here: {known}."),
    "value": ("选项 {name} 后面要写一个值。", "The option {name} needs a value after it."),
    "switch": ("选项 {name} 后面不写值。", "The option {name} takes no value."),
    "choice": ("选项 {name} 没有“{given}”，可写：{known}。", '{name} cannot be "{given}"; it is one of {known}.'),
    "argument": ("缺少参数 {name}：{words}", "The argument {name} is missing: {words}"),
    "command": ("没有命令“{name}”。可用的命令：{known}。", "There is no command {name}. Known here: {known}."),
    "none": ("没有写命令。可用的命令：{known}。", "No command is named. Known here: {known}."),
    "extra": (
        "多写了“{name}”。名称中有空格的，要加引号。",
        '"{name}" is too much. A name with a space in it needs quotes.',
    ),
    "own": ("{words}", "{words}"),
}


def _usage_problem(error: typer.TyperException, written: Sequence[str], lang: Lang) -> str:
    """Say what is wrong with a call, how the command is called, and where its help is."""
    key, values = _wrong_call(error, written, lang)
    lines = [_CALLS[key][lang is Lang.EN].format_map(values)]
    context: Any = getattr(error, "ctx", None)  # Any: see _wrong_call
    if context is not None:
        usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
        chinese = usage.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]", "命令 [参数]")
        lines.append(f"用法：{chinese}" if lang is Lang.ZH else f"Usage: {usage}")
        lines.append(f"{'说明：' if lang is Lang.ZH else 'Help: '}{context.command_path} --help")
    return "\n".join(lines)


def _wrong_call(error: typer.TyperException, written: Sequence[str], lang: Lang) -> tuple[str, dict[str, str]]:
    """Give which sentence tells a wrong call, and its values.

    The library keeps the classes of its errors to itself; what each carries beside an English sentence tells them.
    """
    context: Any = getattr(error, "ctx", None)  # Any: of a class that the library keeps to itself
    parameter: Any = getattr(error, "param", None)  # Any: likewise
    option, joint = getattr(error, "option_name", None), "、" if lang is Lang.ZH else ", "
    if option is not None:
        key, known = "switch" if any(word.startswith(f"{option}=") for word in written) else "value", ""
        if context is not None:
            names = [name for each in context.command.params for name in each.opts if name.startswith("-")]
            key, known = "option", joint.join([*names, "--help"])
        return key, {"name": option, "known": known}
    if parameter is not None and isinstance(parameter.default, StrEnum):
        name, known = parameter.opts[0], joint.join(type(parameter.default))
        return "choice", {"name": name, "given": _given(written, name), "known": known}
    if parameter is not None:
        return "argument", {"name": parameter.name, "words": parameter.help.splitlines()[lang is Lang.EN]}
    if hasattr(error, "param"):
        return "own", {"words": error.message}
    if hasattr(context.command, "commands"):
        named = next((word for word in written if not word.startswith("-")), "")
        return "command" if named else "none", {"name": named, "known": joint.join(context.command.commands)}
    return "extra", {"name": error.message.partition(" (")[2].removesuffix(")")}


def _given(written: Sequence[str], option: str) -> str:
    """Give what was written after an option, the last time it stands; empty where nothing was."""
    found = ""
    for at, word in enumerate(written):
        name, is_joined, text = word.partition("=")
        if name == option:
            found = text if is_joined else "".join(written[at + 1 : at + 2])
    return found


def _statistics(scheme: Scheme, frozen: Path | None, corrected: Stored | None) -> tuple[Frozen | None, str | None]:
    """Give the statistics of an earlier run to go by, and the run that is corrected."""
    if frozen is not None:
        return frozen_for(scheme, read_result(frozen)), None
    return (None, None) if corrected is None else (kept_for(scheme, corrected), corrected.run)


def _scheme_id(name: str) -> str:
    """Make an id of a folder's name: letters a to z, digits and _, a letter first."""
    found = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return found if found[:1].isalpha() else f"scheme_{found}".strip("_")


def _language(lang: Lang) -> Literal["zh", "en"]:
    """Give the language as the rooms know it."""
    return "zh" if lang is Lang.ZH else "en"


def _print_problems(found: list[Problem] | tuple[Problem, ...], lang: Literal["zh", "en"]) -> None:
    """Print every problem to standard error, then how many there are."""
    for problem in found:
        typer.echo(problem.render(lang), err=True)
    if found:
        english = "1 problem." if len(found) == 1 else f"{len(found)} problems."
        typer.echo(f"共 {len(found)} 个问题。" if lang == "zh" else english, err=True)


@contextmanager
def _reporting(lang: Lang) -> Iterator[None]:
    """Turn errors into printed problems and an exit code."""
    try:
        yield
    except KaopingError as error:
        _print_problems(error.problems, _language(lang))
        raise typer.Exit(3 if isinstance(error, EngineError) else 1) from None
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}", err=True)
        raise typer.Exit(2) from None


class ScoringBar:
    """A progress bar that appears only after two seconds."""

    def __init__(self, bar: Progress, lang: Lang) -> None:
        self._bar, self._task = bar, bar.add_task("计分" if lang is Lang.ZH else "scoring", total=None)

    def __call__(self, done: int, total: int) -> None:
        """Move the bar."""
        self._bar.update(self._task, completed=done, total=total)
        elapsed = self._bar.tasks[0].elapsed or 0.0
        if elapsed > 2 and not self._bar.live.is_started:  # noqa: PLR2004 -- seconds before a bar is worth showing
            self._bar.start()

    def stop(self) -> None:
        """Take the bar away; stopping one that never showed would print a line."""
        if self._bar.live.is_started:
            self._bar.stop()


@contextmanager
def _progress(lang: Lang) -> Iterator[ScoringBar]:
    """Give a progress callback; the bar goes to standard error and vanishes at the end."""
    bar = ScoringBar(Progress(console=Console(file=sys.stderr), transient=True), lang)
    try:
        yield bar
    finally:
        bar.stop()


if __name__ == "__main__":  # pragma: no cover -- the tests run it in a process of its own
    main()
