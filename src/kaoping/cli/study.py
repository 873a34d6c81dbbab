"""The commands of studies: what-if, robustness, sensitivity, influence. Each prints a table and can write it as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.console import Console

from kaoping.cli.speaking import Lang, LangOption, language, reporting
from kaoping.engine import DEMO_LABEL, Stored, earlier_from, read_result
from kaoping.engine.messages import FOLDER_TAKEN
from kaoping.engine.table_files import csv_of
from kaoping.errors import DataError, Problem
from kaoping.report.study_tables import study_tables
from kaoping.report.trace import unit_of
from kaoping.scheme import load
from kaoping.study import (
    Change,
    Figure,
    Finding,
    OtherScheme,
    Removal,
    Weight,
    influence,
    robustness,
    sensitivity,
    what_if,
)

__all__ = ["study_app"]

_DIGITS = 12  # significant, as everything that is written

study_app = typer.Typer(
    help="模拟测算、稳定性等，不改动结果。\n"
    "Ask questions about a result: what-if, robustness, sensitivity, influence; nothing is changed.",
    no_args_is_help=True,
)

ResultArgument = Annotated[Path, typer.Argument(help="结果文件夹。\nA result folder.")]
OutOption = Annotated[
    Path | None, typer.Option("--out", help="把表写成 CSV 的文件夹。\nA folder for the tables as CSV.")
]
SeedOption = Annotated[int, typer.Option("--seed", help="随机种子。\nThe same seed gives the same bytes.")]
SpreadOption = Annotated[
    float,
    typer.Option("--spread", help="权重上下变动的幅度。\nHow far weights vary: 0.25 is ±25 %."),
]


class Varied(StrEnum):
    """What robustness varies."""

    WEIGHTS = "weights"
    NORMALISATION = "normalisation"
    MISSING = "missing"
    ROUNDING = "rounding"


@study_app.command(
    name="what-if",
    help="模拟测算：改动后再计分，与原结果对照。\nScore again with changes, beside the result as it stands.",
)
def what_if_command(
    result: ResultArgument,
    weight: Annotated[
        list[str] | None,
        typer.Option(
            "--weight",
            help="指标=新权重；同级其余按比例调整。\nNODE=WEIGHT; the siblings' weights are scaled to keep the sum.",
        ),
    ] = None,
    figure: Annotated[
        list[str] | None,
        typer.Option("--figure", help="单位/指标/期间=新数值。\nUNIT/INDICATOR/PERIOD=FIGURE."),
    ] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", help="不参加考评的单位。\nA unit that is left out.")
    ] = None,
    finding: Annotated[
        list[str] | None,
        typer.Option(
            "--finding",
            help="单位=取消资格或降等情形。\nUNIT=FINDING: a disqualification or demotion.",
        ),
    ] = None,
    scheme: Annotated[
        Path | None, typer.Option("--scheme", help="改用另一方案。\nAnother scheme over the same data.")
    ] = None,
    previous: Annotated[
        list[Path] | None,
        typer.Option("--previous", help="原计分所用的以往结果。\nThe earlier results that the run went by."),
    ] = None,
    out: OutOption = None,
    lang: LangOption = Lang.ZH,
    *,
    keep_statistics: Annotated[
        bool,
        typer.Option("--keep-statistics", help="沿用原统计量。\nGo by the statistics of the result."),
    ] = False,
) -> None:
    """Score again with changes and print totals, ranks, grades and titles before and after."""
    with reporting(lang):
        stored = read_result(result)
        changes: list[Change] = [] if scheme is None else [OtherScheme(load(scheme))]
        changes += [Weight(name, number) for (name,), number in _numbers(weight, 1, "--weight", lang)]
        for (unit, indicator, period), number in _numbers(figure, 3, "--figure", lang):
            changes.append(Figure(unit_of(stored, unit), indicator, period, number))
        changes += [Removal(unit_of(stored, unit)) for unit in remove or ()]
        for (unit,), word in _pairs(finding, 1, "--finding", lang):
            changes.append(Finding(unit_of(stored, unit), word))
        earlier = [earlier_from(read_result(path)) for path in previous or ()]
        found = what_if(stored, changes, previous=earlier, keep_statistics=keep_statistics)
        same = found.height - int(found["differs"].sum())
        words = "模拟测算：{} 个单位有变动，{} 个不变" if lang is Lang.ZH else "what-if: {} units differ, {} do not"
        _show(found.filter("differs"), stored, lang, words.format(found.height - same, same))
        _write(found, stored, out, "what_if", lang)


@study_app.command(
    name="robustness",
    help="排名稳定性：随机变动权重等，看名次范围。\nDraw weights and other ways of scoring; see the ranges of ranks.",
)
def robustness_command(
    result: ResultArgument,
    draws: Annotated[int, typer.Option("--draws", help="抽样次数。\nHow many draws.")] = 1000,
    spread: SpreadOption = 0.25,
    vary: Annotated[
        list[Varied] | None,
        typer.Option(
            "--vary",
            metavar="<what>",
            help="变动哪些；可写多次，不写为 weights。\n"
            "weights (if not said), normalisation, missing, rounding; may stand several times.",
        ),
    ] = None,
    seed: SeedOption = 1,
    out: OutOption = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """Draw weights and other ways of scoring, and print the ranges of ranks and the chances."""
    with reporting(lang):
        stored = read_result(result)
        _check(draws, 1, spread, lang)
        varied = [entry.value for entry in vary or (Varied.WEIGHTS,)]
        found = robustness(stored, draws=draws, spread=spread, varied=varied, seed=seed)
        heads = {
            Lang.ZH: ("名次范围（{} 次抽样）", "各情形的占比", "变动了什么"),
            Lang.EN: ("Ranges of ranks ({} draws)", "Share of draws", "What was varied"),
        }[lang]
        _show(found.ranks, stored, lang, heads[0].format(found.draws))
        _show(found.chances, stored, lang, heads[1])
        _show(found.varied, stored, lang, heads[2])
        for name in ("ranks", "chances", "varied"):
            _write(getattr(found, name), stored, out, f"robustness_{name}", lang)


@study_app.command(
    name="sensitivity",
    help="敏感性：各权重对名次变动的贡献。\nHow much of the movement of ranks each weight accounts for.",
)
def sensitivity_command(
    result: ResultArgument,
    draws: Annotated[int, typer.Option("--draws", help="每组样本数。\nThe size of each sample.")] = 256,
    spread: SpreadOption = 0.25,
    seed: SeedOption = 1,
    out: OutOption = None,
    lang: LangOption = Lang.ZH,
) -> None:
    """Print first and total order Sobol indices of the weights."""
    with reporting(lang):
        stored = read_result(result)
        _check(draws, 2, spread, lang)
        found = sensitivity(stored, draws=draws, spread=spread, seed=seed)
        _show(found, stored, lang, "权重敏感性（Sobol 指数）" if lang is Lang.ZH else "Sobol indices of the weights")
        _write(found, stored, out, "sensitivity", lang)


@study_app.command(
    name="influence",
    help="指标影响力：名义权重与实际作用。\nWhat each indicator does to totals and ranks, beside its weight.",
)
def influence_command(result: ResultArgument, out: OutOption = None, lang: LangOption = Lang.ZH) -> None:
    """Print what each indicator does to totals and ranks."""
    with reporting(lang):
        stored = read_result(result)
        found = influence(stored)
        _show(found, stored, lang, "指标影响力" if lang is Lang.ZH else "Influence of the indicators")
        _write(found, stored, out, "influence", lang)


def _check(draws: int, fewest: int, spread: float, lang: Lang) -> None:
    """Refuse a number of draws or a spread that makes no sense."""
    if draws < fewest:
        zh, en = f"--draws 至少为 {fewest}。", f"--draws has to be at least {fewest}."
        raise typer.BadParameter(zh if lang is Lang.ZH else en)
    if not 0 <= spread < 1:
        zh, en = "--spread 须不小于 0 且小于 1。", "--spread has to be at least 0 and below 1."
        raise typer.BadParameter(zh if lang is Lang.ZH else en)


def _show(frame: pl.DataFrame, stored: Stored, lang: Lang, head: str) -> None:
    """Print a table of a study; a made-up result says so below."""
    console = Console(soft_wrap=False)
    for table in study_tables(frame, stored, language(lang), head):
        console.print(table)
    if stored.tables.is_demo:
        console.print(DEMO_LABEL)
    console.print()


def _write(frame: pl.DataFrame, stored: Stored, folder: Path | None, name: str, lang: Lang) -> None:
    """Write a table as CSV, where a folder is named, with the run that it is about; nothing is ever overwritten."""
    if folder is None:
        return
    path = folder / f"{name}.csv"
    labelled = frame.with_columns(pl.col(pl.Float64).round_sig_figs(_DIGITS), run=pl.lit(stored.run))
    if stored.tables.is_demo:
        labelled = labelled.with_columns(data_label=pl.lit(DEMO_LABEL))
    content = csv_of(labelled)
    if path.exists() and path.read_bytes() != content:
        raise DataError([Problem(FOLDER_TAKEN, None, {"folder": str(path)})])
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    typer.echo(f"{'已写出' if lang is Lang.ZH else 'written:'} {path}")


def _pairs(written: Sequence[str] | None, words: int, option: str, lang: Lang) -> Iterator[tuple[list[str], str]]:
    """Split `A/B=C` at its signs; a value of another shape is a wrong call."""
    for text in written or ():
        left, is_there, right = text.rpartition("=")
        names = left.split("/")
        if not is_there or len(names) != words or not all(names):
            shape = "/".join("ABC"[:words]) + "=D"
            zh, en = f"{option} 应写成“{shape}”，不能写“{text}”。", f"{option} is written {shape}, not {text}."
            raise typer.BadParameter(zh if lang is Lang.ZH else en)
        yield names, right


def _numbers(written: Sequence[str] | None, words: int, option: str, lang: Lang) -> Iterator[tuple[list[str], Decimal]]:
    """Split `A/B=1.5`; what is no number is a wrong call."""
    for names, text in _pairs(written, words, option, lang):
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            zh, en = f"{option} 的“{text}”不是数。", f"{option}: {text} is no number."
            raise typer.BadParameter(zh if lang is Lang.ZH else en)
        yield names, number
