"""Wrong calls, told in the caller's language: what is wrong, how the command is called, where its help is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import typer

from kaoping.cli.speaking import Lang

__all__ = ["given", "usage_problem"]

_CALLS = {
    "option": ("没有选项“{name}”。可用的选项：“{known}”。", "There is no option {name}. Known here: {known}."),
    "value": ("选项 {name} 后面要写一个值。", "The option {name} needs a value after it."),
    "switch": ("选项 {name} 后面不写值。", "The option {name} takes no value."),
    "choice": ("选项 {name} 没有“{given}”，可写：“{known}”。", '{name} cannot be "{given}"; it is one of {known}.'),
    "whole": ("选项 {name} 应为整数，不能是“{given}”。", 'The option {name} takes a whole number, not "{given}".'),
    "number": ("选项 {name} 应为数字，不能是“{given}”。", 'The option {name} takes a number, not "{given}".'),
    "argument": ("缺少参数“{name}”：{words}", "The argument {name} is missing: {words}"),
    "command": ("没有命令“{name}”。可用的命令：“{known}”。", "There is no command {name}. Known here: {known}."),
    "none": ("没有写命令。可用的命令：“{known}”。", "No command is named. Known here: {known}."),
    "extra": (
        "多写了“{name}”。名称中有空格的，要加引号。",
        '"{name}" is too much. A name with a space in it needs quotes.',
    ),
    "own": ("{words}", "{words}"),
}


def usage_problem(error: typer.TyperException, written: Sequence[str], lang: Lang) -> str:
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
        return "choice", {"name": name, "given": given(written, name), "known": known}
    if parameter is not None:
        value = given(written, parameter.opts[0])
        lacking = {"name": parameter.name, "words": parameter.help.splitlines()[lang is Lang.EN]}
        return _wrong_value(error.message, parameter.opts[0], value, joint) if value else ("argument", lacking)
    if hasattr(error, "param"):
        return "own", {"words": error.message}
    if hasattr(context.command, "commands"):
        named = next((word for word in written if not word.startswith("-")), "")
        return "command" if named else "none", {"name": named, "known": joint.join(context.command.commands)}
    return "extra", {"name": error.message.partition(" (")[2].removesuffix(")")}


def _wrong_value(said: str, name: str, value: str, joint: str) -> tuple[str, dict[str, str]]:
    """Tell a value that an option cannot take; said: the library's sentence, which holds the words of a choice."""
    if known := re.findall(r"'([^']+)'", said.partition(" is not one of ")[2]):
        return "choice", {"name": name, "given": value, "known": joint.join(known)}
    return "whole" if "integer" in said else "number", {"name": name, "given": value}


def given(written: Sequence[str], option: str) -> str:
    """Give what was written after an option, the last time it stands; empty where nothing was."""
    found = ""
    for at, word in enumerate(written):
        name, is_joined, text = word.partition("=")
        if name == option:
            found = text if is_joined else "".join(written[at + 1 : at + 2])
    return found
