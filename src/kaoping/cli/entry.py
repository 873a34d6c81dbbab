"""The way in: the commands joined, and a wrong call told in the language that it asks for."""

from __future__ import annotations

import os
import sys

import typer

from kaoping.cli.calls import given, usage_problem
from kaoping.cli.commands import app
from kaoping.cli.speaking import Lang
from kaoping.cli.study import study_app
from kaoping.cli.workbook import workbook

__all__ = ["app", "main", "workbook"]

_PIPE_CLOSED = 141  # as a shell tells a program that was stopped by a closed pipe

app.add_typer(study_app, name="study")


def main() -> None:
    """Run the command line; a wrong call is told in the language that --lang asks for."""
    try:
        code = app(prog_name="kaoping", standalone_mode=False) or 0
    except typer.TyperException as error:
        lang = Lang.EN if given(sys.argv[1:], "--lang") == "en" else Lang.ZH
        if sys.argv[1:]:  # without any word the library has shown the help
            typer.echo(usage_problem(error, sys.argv[1:], lang), err=True)
        code = error.exit_code
    except BrokenPipeError:  # `kaoping explain … | head`: what is left is for nobody
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _PIPE_CLOSED
    sys.exit(code)
