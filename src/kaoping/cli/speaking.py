"""What every command shares: the language, problems on standard error, exit codes, the progress bar."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import Progress

from kaoping.errors import EngineError, KaopingError, Problem

__all__ = ["Lang", "LangOption", "ScoringBar", "language", "print_problems", "progress_bar", "reporting"]


class Lang(StrEnum):
    """The language of messages and reports."""

    ZH = "zh"
    EN = "en"


LangOption = Annotated[Lang, typer.Option("--lang", help="提示和报表的语言。\nLanguage of messages and reports.")]


def language(lang: Lang) -> Literal["zh", "en"]:
    """Give the language as the rooms know it."""
    return "zh" if lang is Lang.ZH else "en"


def print_problems(found: list[Problem] | tuple[Problem, ...], lang: Literal["zh", "en"]) -> None:
    """Print every problem to standard error, then how many there are."""
    for problem in found:
        typer.echo(problem.render(lang), err=True)
    if found:
        english = "1 problem." if len(found) == 1 else f"{len(found)} problems."
        typer.echo(f"共 {len(found)} 个问题。" if lang == "zh" else english, err=True)


@contextmanager
def reporting(lang: Lang) -> Iterator[None]:
    """Turn errors into printed problems and an exit code."""
    try:
        yield
    except KaopingError as error:
        print_problems(error.problems, language(lang))
        raise typer.Exit(3 if isinstance(error, EngineError) else 1) from None
    except BrokenPipeError:  # whoever reads has read enough
        raise
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
def progress_bar(lang: Lang) -> Iterator[ScoringBar]:
    """Give a progress callback; the bar goes to standard error and vanishes at the end."""
    bar = ScoringBar(Progress(console=Console(file=sys.stderr), transient=True), lang)
    try:
        yield bar
    finally:
        bar.stop()
